"""Words that tie a sentence to the one before it."""

import re
from functools import cache

_TRANSITIONS = {
    "de": "aber|allerdings|also|andererseits|anschließend|außerdem|beispielsweise|dabei|"
    "dadurch|dagegen|daher|damit|danach|dann|darum|davor|dennoch|deshalb|deswegen|"
    "ebenfalls|ebenso|einerseits|endlich|ferner|folglich|hingegen|im gegensatz|"
    "immerhin|infolgedessen|insbesondere|insgesamt|jedoch|kurz gesagt|"
    "mit anderen worten|nachdem|nämlich|obwohl|schließlich|schon deshalb|seitdem|"
    "sobald|sodass|somit|sondern|stattdessen|trotzdem|überdies|vielmehr|während|weil|"
    "weiterhin|wenn|zuerst|zum beispiel|zum schluss|zunächst|zusammenfassend|zwar",
    "en": "above all|accordingly|additionally|after all|afterwards|also|although|as a result|"
    "as soon as|as well as|at first|at last|because|before|besides|but|by contrast|"
    "consequently|despite|due to|during|equally|especially|eventually|finally|first|"
    "firstly|for example|for instance|for this reason|furthermore|hence|however|if|"
    "in addition|in conclusion|in contrast|in fact|in other words|in particular|"
    "in short|in spite of|in the end|in the meantime|indeed|instead|lastly|later|"
    "likewise|meanwhile|moreover|nevertheless|next|nonetheless|on the contrary|"
    "on the one hand|on the other hand|otherwise|previously|rather|secondly|similarly|"
    "since|so far|so that|soon|specifically|still|subsequently|such as|that is why|"
    "then|therefore|thirdly|though|thus|to begin with|to conclude|to sum up|ultimately|"
    "unless|until|what is more|when|whereas|while|yet",
    "es": "a continuación|a diferencia de|a pesar de|además|ahora bien|al contrario|al final|"
    "al principio|antes de|así que|asimismo|aun así|aunque|como resultado|cuando|"
    "de hecho|de igual modo|debido a|después|en cambio|en conclusión|en primer lugar|"
    "en resumen|en segundo lugar|entonces|es decir|finalmente|igualmente|luego|"
    "mientras|no obstante|o sea|para concluir|pero|por consiguiente|por ejemplo|"
    "por eso|por esta razón|por lo tanto|por otra parte|por otro lado|por tanto|porque|"
    "primero|pues|puesto que|si|sin embargo|sino|sobre todo|también|ya que",
    "fr": "afin de|ainsi|alors|après|au contraire|au lieu de|aussi|autrement dit|avant de|"
    "bien que|car|c'est pourquoi|cependant|comme|d'abord|d'ailleurs|d'autre part|"
    "d'une part|de même|de plus|de sorte que|deuxièmement|donc|dès que|en conclusion|"
    "en conséquence|en effet|en fait|en outre|en particulier|en résumé|en revanche|"
    "enfin|ensuite|finalement|grâce à|lorsque|mais|malgré|néanmoins|notamment|or|"
    "où que|par ailleurs|par conséquent|par contre|par exemple|parce que|pendant que|"
    "pourtant|premièrement|puis|puisque|quand|sinon|surtout|tandis que|toutefois",
    "it": "al contrario|allora|anche se|anzitutto|benché|ciononostante|come risultato|così|"
    "d'altra parte|da un lato|dopo|dunque|ecco perché|infatti|in altre parole|"
    "in conclusione|in particolare|in primo luogo|in realtà|infine|inoltre|insomma|"
    "invece|ma|mentre|nonostante|oltre a|per esempio|per questo|perciò|perché|però|"
    "pertanto|poi|poiché|prima di|quando|quindi|sebbene|se|siccome|soprattutto|tuttavia",
    "nl": "allereerst|als gevolg|als|anderzijds|bijvoorbeeld|bovendien|daarna|daardoor|"
    "daarentegen|daarnaast|daarom|dan ook|dankzij|desondanks|dus|echter|eerst|"
    "eindelijk|enerzijds|evenals|hoewel|immers|in tegenstelling tot|integendeel|"
    "intussen|kortom|maar|met andere woorden|namelijk|nadat|niettemin|omdat|ondanks|"
    "ook|ten eerste|ten slotte|ten tweede|tenzij|terwijl|toch|toen|uiteindelijk|"
    "vanwege|vervolgens|verder|want|wanneer|zoals|zodat|zodra",
}
TRANSITION_LANGUAGES = frozenset(_TRANSITIONS)
"""The languages of which we know transitions."""


def has_transition(sentence: str, language: str) -> bool:
    """Whether a sentence has words that tie it to another; never where none are known."""
    pattern = _pattern(language)
    if pattern is None:
        return False
    return pattern.search(" ".join(sentence.lower().replace("’", "'").split())) is not None


@cache
def _pattern(language: str) -> re.Pattern[str] | None:
    phrases = _TRANSITIONS.get(language)
    return None if phrases is None else re.compile(rf"(?<!\w)(?:{phrases})(?!\w)")
