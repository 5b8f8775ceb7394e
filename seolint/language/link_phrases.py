"""Link texts that say nothing about where a link leads, by language."""

from collections.abc import Mapping

GENERIC_LINK_TEXTS: Mapping[str, frozenset[str]] = {
    language: frozenset(phrases.split("|"))
    for language, phrases in {
        "de": "an dieser stelle|artikel|das|dies|diese seite|dieser artikel|dieser link|hier"
        "|hier klicken|hier lesen|klick hier|klicke hier|klicken sie hier|link|mehr"
        "|mehr dazu|mehr erfahren|mehr infos|mehr informationen|mehr lesen|siehe|siehe hier"
        "|weitere informationen|weiter|weiterlesen",
        "en": "article|click|click here|click me|click this|click this link|continue reading"
        "|find out more|from here|go|go here|here|information|learn more|learn more here|link"
        "|more|more details|more here|more info|more information|over here|page|read more"
        "|read more here|read on|right here|see here|see more|start|this|this article|this link"
        "|this page|this post|this site|this website|website",
        "es": "aqui|aquí|artículo|clic aquí|clic aqui|click aqui|click aquí|clicka aqui"
        "|clicka aquí|empezar|enlace|este|este artículo|este enlace|esta página|haz clic aquí"
        "|leer más|lee más|mas|más|mas informacion|mas información|más informacion"
        "|más información|pincha aqui|pincha aquí|saber más|seguir leyendo|ver más",
        "fa": "ادامه|ادامه مطلب|این|اینجا|اینجا بزنید|اینجا را کلیک کنید|اینجا کلیک کنید"
        "|اطلاعات|اطلاعات بیشتر|برو|بیشتر|بیشتر بخوانید|بیشتر بدانید|شروع|لینک",
        "fr": "article|ce lien|cet article|cette page|cliquer ici|cliquez ici|clique ici"
        "|cliquez|en savoir plus|ici|lien|lire la suite|lire plus|par ici|plus|plus d'infos"
        "|plus d'informations|plus d’infos|plus d’informations|savoir plus|suite|voir ici"
        "|voir plus",
        "it": "altro|articolo|clicca qui|clicca|continua|continua a leggere|cliccare qui|di più"
        "|leggi di più|leggi tutto|link|maggiori informazioni|qua|questa pagina"
        "|questo articolo|questo link|qui|scopri di più|vedi qui|vai",
        "ja": "ここ|ここをクリック|こちら|こちらをクリック|もっと見る|もっと読む|クリック"
        "|リンク|全文表示|全文を読む|続きを読む|続きはこちら|続く|詳しくはこちら|詳細"
        "|詳細はこちら",
        "ko": "계속|계속 읽기|더 보기|더 알아보기|더보기|링크|여기|여기를 클릭|여기를 클릭하세요"
        "|이동|자세히|자세히 보기|전체 보기|클릭",
        "nl": "artikel|deze link|deze pagina|dit artikel|ga verder|hier|klik|klik hier|lees meer"
        "|lees verder|link|meer|meer info|meer informatie|meer lezen|verder|verder lezen"
        "|zie hier",
        "pl": "artykuł|czytaj dalej|czytaj więcej|dalej|dowiedz się więcej|kliknij|kliknij tutaj"
        "|kliknij tu|link|ta strona|ten artykuł|ten link|tu|tutaj|więcej|więcej informacji"
        "|zobacz więcej",
        "pt": "aqui|artigo|clica aqui|clicar aqui|clique aqui|continue lendo|continuar a ler"
        "|este artigo|este link|esta página|ir|leia mais|ler mais|link|mais|mais informação"
        "|mais informações|saber mais|saiba mais|veja aqui|veja mais|ver mais",
        "ru": "далее|жми сюда|жмите сюда|здесь|кликните здесь|нажмите здесь|нажмите сюда"
        "|подробнее|подробности|продолжить чтение|сайт|смотреть|ссылка|статья|сюда"
        "|тут|узнать больше|узнать подробнее|читать|читать далее|читать дальше|эта статья"
        "|эта страница|эта ссылка|эту ссылку",
        "sv": "artikel|denna artikel|denna länk|denna sida|fortsätt läsa|här|klicka|klicka här"
        "|länk|läs mer|läs vidare|mer|mer info|mer information|se mer",
        "ta": "அடுத்த பக்கம்|இங்கே|இங்கே கிளிக் செய்யவும்|தயவுசெய்து இங்கே அழுத்தவும்"
        "|மறுபக்கம்|முந்தைய பக்கம்|முன்பக்கம்|மேலும்|மேலும் அறிக|மேலும் தகவலுக்கு"
        "|மேலும் தரவுகளுக்கு",
        "zh": "了解更多|更多|更多信息|查看更多|查看详情|此处|点击|点击这里|点击此处|点这里"
        "|继续阅读|详情|详细信息|這裡|这里|这篇文章|链接|閱讀更多|阅读更多|阅读全文"
        "|點擊這裡",
    }.items()
}
"""Whole texts in lower case. German to Swedish and Tamil follow the lists of Lighthouse."""
