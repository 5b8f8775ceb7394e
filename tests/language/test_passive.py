import pytest

from seolint.language.passive import PASSIVE_LANGUAGES, is_passive


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The flour is weighed before the water is warm."),
        ("en", "It hasn’t been written by the baker."),
        ("en", "Loaves are quickly sold."),
        ("en", "The oven was built in 1902."),
        ("en", "They got caught."),
        ("en", "The list is then freed and applied."),
        ("de", "Das Mehl wird gewogen."),
        ("de", "Das Brot wurde 1902 von ihm gebacken, sagt man."),
        ("de", "Wir wissen, dass der Ofen geheizt wird."),
        ("de", "Der Teig wird am Abend vorbereitet."),
        ("de", "Das Verfahren wird kaum noch verwendet."),
        ("de", "Der Ofen, heißt es, wird geheizt und er wird überprüft, sagt man."),
        ("de", "Das Brot ist gebacken worden."),
        ("de", "Der Zutritt wird untersagt; geht!"),
        ("es", "La harina es pesada por el panadero."),
        ("es", "El horno fue construido en 1902."),
        ("es", "Las cartas fueron escritas."),
        ("fr", "La farine est pesée par le boulanger."),
        ("fr", "Le four a été construit en 1902."),
        ("fr", "Les pains sont rapidement vendus."),
        ("nl", "Het meel wordt gewogen."),
        ("nl", "De oven werd in 1902 gebouwd."),
        ("nl", "Er wordt koud brood gegeten, zegt men."),
        ("nl", "Het brood werd vandaag gegeten."),
        ("nl", "We weten dat de oven verwarmd wordt."),
    ],
)
def test_passive(language: str, sentence: str) -> None:
    assert is_passive(sentence, language)


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "The baker weighs the flour."),
        ("en", "The mill is located by the river, and it is red."),
        ("en", "We are interested in rye."),
        ("en", "She is the baker we needed."),
        ("en", "There is indeed a hundred of them."),
        ("de", "Er wird das Mehl wiegen."),
        ("de", "Wir werden morgen backen."),
        ("de", "Es wird kalt."),
        ("de", "Es wird kalt, und er hat gebacken."),
        ("de", "Er wird ins Gestell gehen."),
        ("de", "Sie werden gehen, und er backt."),
        ("es", "El pan es bueno."),
        ("es", "Es demasiado tarde."),
        ("fr", "Il est allé au four."),
        ("fr", "Elle s’est levée."),
        ("fr", "Le pain est gratuit."),
        ("nl", "Het wordt koud."),
        ("nl", "Hij bakt brood."),
        ("cs", "Mouka je vážena."),
    ],
)
def test_not_passive(language: str, sentence: str) -> None:
    assert not is_passive(sentence, language)


def test_the_known_languages() -> None:
    assert {"de", "en", "es", "fr", "nl"} == PASSIVE_LANGUAGES
