// Runs Yoast's content analysis (npm `yoastseo`) over posts: `node yoast.mjs FOLDER < posts.json`.
//
// FOLDER is where npm installed it. Standard input is a list of {html, language, keyphrase, stems,
// functionWords}, where `stems` maps words to stems; the output a list of {words, sentences, paragraphs,
// keyphrase, stemmed, same, ms, all_ms}, the times of the processor. `keyphrase` is what the package counts by itself: stems
// are part of another product. `stemmed` is what it counts with those that it is given, and `same`
// with the function words of the post, too.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

const require = createRequire(`${process.argv[2]}/`);
const { Paper, ContentAssessor, SeoAssessor } = require("yoastseo");
const build = require("yoastseo/build/parse/build/build.js").default;
const LanguageProcessor = require("yoastseo/build/parse/language/LanguageProcessor.js").default;

// Posts on which everything is judged that the package judges, which takes long.
const WHOLE = 10;

const researchers = {};

function researcherOf(language) {
  researchers[language] ??= require(
    `yoastseo/build/languageProcessing/languages/${language}/Researcher`,
  ).default;
  return researchers[language];
}

// Milliseconds of processor time since `start`.
function spent(start) {
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

function prepare(post) {
  const paper = new Paper(post.html, { keyword: post.keyphrase, locale: post.language });
  const researcher = new (researcherOf(post.language))(paper);
  paper.setTree(build(paper, new LanguageProcessor(researcher), []));
  return { paper, researcher };
}

function analyse(post, whole) {
  const start = process.cpuUsage();
  const { paper, researcher } = prepare(post);
  const keyphrase = researcher.getResearch("getKeyphraseCount").count;
  const words = researcher.getResearch("wordCountInText").count;
  const sentences = researcher
    .getResearch("countSentencesFromText")
    .map(({ sentence, sentenceLength }) => [sentence.text.trim(), sentenceLength]);
  const paragraphs = researcher
    .getResearch("getParagraphLength")
    .map(({ paragraphLength }) => paragraphLength);
  const ms = spent(start);
  for (const Assessor of whole ? [ContentAssessor, SeoAssessor] : []) {
    new Assessor(researcher).assess(paper);
  }
  const all_ms = spent(start);
  const stemmer = () => (word) => post.stems[word] ?? word;
  const [stemmed, same] = [false, true].map((functionWords) => {
    const other = new (researcherOf(post.language))(paper);
    other.addHelper("getStemmer", stemmer);
    if (functionWords) {
      other.addConfig("functionWords", post.functionWords);
    }
    return other.getResearch("getKeyphraseCount").count;
  });
  return { words, sentences, paragraphs, keyphrase, stemmed, same, ms, all_ms };
}

const posts = JSON.parse(readFileSync(0, "utf8"));
posts.slice(0, WHOLE).forEach((post) => analyse(post, false)); // until the code is compiled
process.stdout.write(JSON.stringify(posts.map((post, index) => analyse(post, index < WHOLE))));
