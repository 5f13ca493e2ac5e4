"""Words about the person, which no question and no card may hold."""

import re

_PERSONAL_ANY_CASE = (
    r"he|she|him|his|her|hers|himself|herself|man|men|woman|women|male|female|boys?|girls?|guys?"
    r"|gentlem[ae]n|lady|ladies|husband|wife|spouse|married|pregnan(?:t|cy)|maternity|paternity"
    r"|children|kids|mother|father|young|younger|youngest|elderly|your age|how old"
    r"|(?:your|their) (?:family|health)|sick|sickness|illness|disability|disabilities"
    r"|nationality|native (?:speaker|country|language)|foreigners?|immigrants?|religion|religious"
    r"|ethnic|ethnicity"
)
_NATIONALITIES = (
    r"American|Arab|Australian|Austrian|Belgian|Brazilian|British|Canadian|Chinese|Czech|Danish"
    r"|Dutch|English|Finnish|French|German|Greek|Hungarian|Indian|Irish|Israeli|Italian|Japanese"
    r"|Korean|Mexican|Norwegian|Pakistani|Polish|Portuguese|Romanian|Russian|Scottish|Slovak"
    r"|Spanish|Swedish|Swiss|Turkish|Ukrainian|Vietnamese"
)
PERSONAL_WORDS = re.compile(rf"\b(?:(?i:{_PERSONAL_ANY_CASE})|{_NATIONALITIES})\b")
"""Sex, age, family, health and nationality have no place in a text about work. Technical senses
stay allowed: a product family, the health of a machine, a parent lot, an old script, to polish."""
