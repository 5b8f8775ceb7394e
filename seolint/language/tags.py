"""Language tags: which are valid, and what is meant by the usual wrong ones (BCP 47)."""

import re
from functools import cache
from typing import NamedTuple

from seolint.patterns import lazy_regex

_LANGUAGES = (
    "aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy "
    "da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu "
    "hy hz ia id ie ig ii ik in io is it iu iw ja ji jv jw ka kg ki kj kk kl km kn ko kr ks ku kv "
    "kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mo mr ms mt my na nb nd ne ng nl nn no nr "
    "nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq "
    "sr ss st su sv sw ta te tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi "
    "yo za zh zu"
)
"""Those of two letters in the IANA registry, the deprecated ones included."""

_THREE = (
    "ab:abk aa:aar af:afr ak:aka sq:sqi,alb am:amh ar:ara an:arg hy:hye,arm as:asm av:ava ay:aym "
    "az:aze bm:bam ba:bak eu:eus,baq be:bel bn:ben bi:bis bs:bos br:bre bg:bul my:mya,bur ca:cat "
    "ch:cha ce:che ny:nya zh:zho,chi cv:chv kw:cor co:cos hr:hrv cs:ces,cze da:dan dv:div "
    "nl:nld,dut dz:dzo en:eng eo:epo et:est ee:ewe fo:fao fj:fij fi:fin fr:fra,fre ff:ful gl:glg "
    "ka:kat,geo de:deu,ger el:ell,gre gn:grn gu:guj ht:hat ha:hau he:heb hi:hin hu:hun is:isl,ice "
    "ig:ibo id:ind ga:gle it:ita ja:jpn jv:jav kl:kal kn:kan ks:kas kk:kaz km:khm ki:kik rw:kin "
    "ky:kir ko:kor ku:kur lo:lao la:lat lv:lav ln:lin lt:lit lb:ltz mk:mkd,mac mg:mlg ms:msa,may "
    "ml:mal mt:mlt mi:mri,mao mr:mar mn:mon ne:nep no:nor nb:nob nn:nno oc:oci or:ori om:orm "
    "pa:pan ps:pus fa:fas,per pl:pol pt:por qu:que ro:ron,rum rn:run ru:rus sa:san sd:snd sr:srp "
    "si:sin sk:slk,slo sl:slv so:som st:sot es:spa su:sun sw:swa sv:swe ta:tam te:tel tg:tgk "
    "th:tha ti:tir bo:bod,tib tk:tuk tl:tgl tn:tsn to:ton tr:tur ts:tso tt:tat ug:uig uk:ukr "
    "ur:urd uz:uzb vi:vie cy:cym,wel wo:wol xh:xho yi:yid yo:yor zu:zul"
)
"""Codes of three letters that are no tags, because the language has one of two."""

_MEANT = {"cn": "zh", "cz": "cs", "dk": "da", "gr": "el", "jp": "ja", "ua": "uk", "vn": "vi"}
"""Countries that are written where their language is meant, and that are no language."""

_SCRIPTS = (
    "Adlm Aghb Ahom Arab Aran Armi Armn Avst Bali Bamu Bass Batk Beng Bhks Blis Bopo Brah Brai "
    "Bugi Buhd Cakm Cans Cari Cham Cher Copt Cprt Cyrl Cyrs Deva Dogr Dsrt Dupl Egyp Elba Ethi "
    "Geok Geor Glag Gong Gonm Goth Gran Grek Gujr Guru Hanb Hang Hani Hano Hans Hant Hatr Hebr "
    "Hira Hluw Hmng Hmnp Hrkt Hung Ital Jamo Java Jpan Kali Kana Khar Khmr Khoj Knda Kore Kthi "
    "Lana Laoo Latf Latg Latn Lepc Limb Lina Linb Lisu Lyci Lydi Mahj Maka Mand Mani Marc Medf "
    "Mend Merc Mero Mlym Modi Mong Mroo Mtei Mult Mymr Nand Narb Nbat Newa Nkoo Nshu Ogam Olck "
    "Orkh Orya Osge Osma Palm Pauc Perm Phag Phli Phlp Phnx Plrd Prti Rjng Rohg Runr Samr Sarb "
    "Saur Sgnw Shaw Shrd Sidd Sind Sinh Sogd Sogo Sora Soyo Sund Sylo Syrc Syre Syrj Syrn Tagb "
    "Takr Tale Talu Taml Tang Tavt Telu Tfng Tglg Thaa Thai Tibt Tirh Ugar Vaii Wara Wcho Xpeo "
    "Xsux Yezi Yiii Zanb Zinh Zmth Zsye Zsym Zxxx Zyyy Zzzz"
)
_REGIONS = (
    "AC AD AE AF AG AI AL AM AN AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO "
    "BQ BR BS BT BU BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CP CR CS CU CV CW CX CY CZ DD "
    "DE DG DJ DK DM DO DZ EA EC EE EG EH ER ES ET EU EZ FI FJ FK FM FO FR FX GA GB GD GE GF GG GH "
    "GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU IC ID IE IL IM IN IO IQ IR IS IT JE JM "
    "JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH "
    "MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NT NU NZ OM PA "
    "PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM "
    "SN SO SR SS ST SU SV SX SY SZ TA TC TD TF TG TH TJ TK TL TM TN TO TP TR TT TV TW TZ UA UG UM "
    "UN US UY UZ VA VC VE VG VI VN VU WF WS XK YD YE YT YU ZA ZM ZR ZW "
    "001 002 003 005 009 011 013 014 015 017 018 019 021 029 030 034 035 039 053 054 057 061 142 "
    "143 145 150 151 154 155 202 419"
)
_TAG = lazy_regex(
    r"(?P<language>[a-z]{2,3})(?:-(?P<extended>[a-z]{3}(?:-[a-z]{3}){0,2}))?"
    r"(?:-(?P<script>[a-z]{4}))?(?:-(?P<region>[a-z]{2}|\d{3}))?"
    r"(?:-(?:[a-z\d]{5,8}|\d[a-z\d]{3}))*(?:-[a-wy-z\d](?:-[a-z\d]{2,8})+)*"
    r"(?:-x(?:-[a-z\d]{1,8})+)?",
    re.IGNORECASE,
)
_PRIVATE = lazy_regex(r"[xi](?:-[a-z\d]{1,8})+|q[a-t][a-z](?:-.*)?", re.IGNORECASE)


class TagFlaw(NamedTuple):
    """What is wrong with a language tag, and the tag that is certainly meant, or nothing."""

    message: str
    meant: str = ""


def tag_flaw(tag: str) -> TagFlaw | None:
    """What is wrong with a language tag; None when it is valid.

    Judged by the IANA registry as far as it is kept here: all languages of two letters,
    scripts and regions. Other languages of three letters count as valid, and so do the
    private and the `i-` tags.
    """
    if _PRIVATE.fullmatch(tag):
        return None
    match = _TAG.fullmatch(tag)
    if match is None:
        return _malformed(tag)
    written, region = match["language"], (match["region"] or "").upper()
    language, rest = written.lower(), tag[len(written) :]
    if region == "UK":
        start, end = match.span("region")
        meant = f"{tag[:start]}GB{tag[end:]}"
        return TagFlaw("“UK” is no region; Great Britain is GB", meant)
    two = _three().get(language)
    if two:
        return TagFlaw(f"“{written}” is no language tag; the language is {two}", two + rest)
    if len(language) == 2 and language not in _known(_LANGUAGES):
        return _no_language(written, rest)
    if match["script"] and match["script"].title() not in _known(_SCRIPTS):
        return TagFlaw(f"“{match['script']}” is no script")
    if region and region not in _known(_REGIONS):
        return TagFlaw(f"“{match['region']}” is no region")
    return None


def _no_language(code: str, rest: str) -> TagFlaw:
    meant = _MEANT.get(code.lower(), "")
    if meant:
        return TagFlaw(f"“{code}” is a country; its language is {meant}", meant + rest)
    if code.upper() in _known(_REGIONS):
        return TagFlaw(f"“{code}” is a region, and a tag begins with a language")
    return TagFlaw(f"“{code}” is no language")


def _malformed(tag: str) -> TagFlaw:
    if "_" in tag:
        meant = tag.replace("_", "-")
        found = tag_flaw(meant)
        message = "A language tag has hyphens, no underscores"
        return TagFlaw(message, meant if found is None else found.meant)
    language, *subtags = tag.split("-")
    for index, subtag in enumerate(subtags):
        if subtag.title() in _known(_SCRIPTS):
            others = subtags[:index] + subtags[index + 1 :]
            meant = "-".join((language, subtag, *others))
            if tag_flaw(meant) is None:
                return TagFlaw("The script stands before the region", meant)
    return TagFlaw(f"“{tag}” is no language tag")


@cache
def _known(codes: str) -> frozenset[str]:
    return frozenset(codes.split())


@cache
def _three() -> dict[str, str]:
    """Code of three letters -> code of two."""
    pairs = (pair.split(":") for pair in _THREE.split())
    return {three: two for two, threes in pairs for three in threes.split(",")}
