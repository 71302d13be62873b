"""The baseline for questions: one regular expression a language, over interrogatives and inversions."""

import re

EXPRESSIONS = {
    "fr": r"\?|\best[- ]ce (que|qu|quoi)|\bqu[’']est|^(et |mais |alors |bonjour,? )?(comment|pourquoi|quand|où|ou est|qui|que|quel(le)?s?|combien"
          r"|lequel|laquelle|quoi)\b|\b(avez|pouvez|êtes|etes|savez|voulez|faites|allez|auriez|pourriez|serait|est|sont|ont|a|peut|"
          r"puis|ai|as|es|vas|peux|veux|sais|fais|dois|doit|faut)[- ](t[- ])?(vous|tu|il|elle|ils|elles|on|je|ce)\b|"
          r"\b(combien|pourquoi|quelle heure|à quelle|quel est|quels sont|c[’']est (quand|combien|où|quoi|qui))\b|\b(quand|comment|où|combien|quoi)$",
    "en": r"\?|^(and |but |so |hi,? )?(who|what|where|when|why|how|which|whose|is|are|was|were|do|does|did|can|could|will|would|should|"
          r"have|has|had|am|may|shall|isn'?t|aren'?t|don'?t|doesn'?t|didn'?t|can'?t|won'?t)\b|\b(what|where|how|why)$|"
          r"\b(isn'?t it|don'?t you|right)$",
    "es": r"[?¿]|^(y |pero |entonces )?(qué|que|quién|quien|cómo|como|cuándo|cuando|dónde|donde|por qué|cuál|cual|cuánto|cuanto|cuántos|"
          r"cuántas|cuánta)\b|\b(qué|quién|cómo|cuándo|dónde|cuál|cuánto)\b|\b(verdad|no es así)$",
    "pt": r"\?|^(e |mas |então )?(o que|que|quem|como|quando|onde|por que|porque|qual|quais|quanto|quantos|cadê|será que)\b|"
          r"\b(por quê|o quê|não é|né)$",
    "de": r"\?|^(und |aber |also )?(wer|was|wo|wann|warum|wieso|wie|welche[rsn]?|woher|wohin|weshalb|ist|sind|hast|hat|haben|kann|kannst|"
          r"können|könnten|willst|will|wollen|darf|soll|sollen|bist|war|gibt|wird|werden|haben sie|weißt|wissen)\b|\b(oder|nicht wahr)$",
    "it": r"\?|^(e |ma |allora )?(chi|che|cosa|come|quando|dove|perché|perche|quale|quali|quanto|quanti|quanta)\b|\b(vero|no)$",
    "nl": r"\?|^(en |maar |dus )?(wie|wat|waar|wanneer|waarom|hoe|welke|is|zijn|heb|heeft|hebben|kan|kun|kunt|wil|wilt|ben|bent|gaat|ga|"
          r"weet|mag|moet|zal|was|heb je)\b|\b(toch|niet waar)$",
    "ar": r"[?؟]|^(و)?(هل|ما|ماذا|من|متى|أين|اين|لماذا|كيف|كم|أي|لم|مالذي|أ)\b|\b(ماذا|لماذا|كيف|أين)\b",
}
COMPILED = {lang: re.compile(text, re.IGNORECASE) for lang, text in EXPRESSIONS.items()}


def asks(text, lang):
    return lang in COMPILED and bool(COMPILED[lang].search(text.strip()))
