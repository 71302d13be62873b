"""Regenerates crates/privacy/data/{first_core,first_other,last}.txt from PyPI Faker (MIT).

    pip download --no-deps Faker && unzip -q faker-*.whl -d faker_wheel
    python tools/extract_names.py faker_wheel crates/privacy/data

Names are folded exactly as `redact::shadow` folds text (lower case, no accents, ASCII) and cut
into single words, because the detector looks words up one at a time.
`first_core` holds the languages whose lower-case spelling alone is trusted; `first_other` the rest.
"""

import importlib
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from folding import folded_words  # noqa: E402

CORE = "fr_FR fr_BE fr_CH fr_CA fr_QC en_GB en_US en_IE es_ES es_MX es_AR it_IT pt_PT pt_BR de_DE de_AT".split()
OTHER = (
    "fr_DZ de_CH de_LU nl_NL nl_BE en_IN en_PK en_NG en_KE en_NZ es_CL es_CO es_CA tr_TR yo_NG ig_NG ha_NG tw_GH "
    "vi_VN pl_PL ro_RO cs_CZ sk_SK hr_HR sl_SI hu_HU sv_SE da_DK no_NO fi_FI"
).split()
# Particles belong to the grammar of names, not to the gazetteer.
PARTICLES = set("de du des da do dos das di del della la le les el al van von vom den der het ten ter zu und the of mc st".split())


def names(locale: str):
    provider = importlib.import_module(f"faker.providers.person.{locale}").Provider
    first, last = set(), set()
    for attribute in dir(provider):
        values = getattr(provider, attribute)
        if not isinstance(values, (list, tuple, dict)):
            continue
        target = first if attribute.startswith("first_name") else last if attribute.startswith("last_name") else None
        if target is None:
            continue
        for value in values:
            if isinstance(value, str):
                target.update(word for word in folded_words(value) if len(word) > 1 and word not in PARTICLES)
    return first, last


def main(wheel: str, out: str) -> None:
    sys.path.insert(0, wheel)
    core, other, last = set(), set(), set()
    for locales, target in ((CORE, core), (OTHER, other)):
        for locale in locales:
            first, family = names(locale)
            target |= first
            last |= family
    other -= core
    for file, words in (("first_core", core), ("first_other", other), ("last", last)):
        path = pathlib.Path(out) / f"{file}.txt"
        path.write_text("\n".join(sorted(words)) + "\n", encoding="utf-8")
        print(path, len(words))


main(sys.argv[1], sys.argv[2])
