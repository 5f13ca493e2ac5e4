"""Words about the person, which no question, answer or card may hold."""

import re

_SEX = (
    r"he|she|him|his|her|hers|himself|herself|man|men|woman|women|male|female|boys?|girls?|guys?"
    r"|gentlem[ae]n|lady|ladies|lads?|blokes?|chaps?|gender|sexual|sexuality|gay|lesbian"
    r"|transgender|(?:fore|crafts|repair|sales|chair|work|draughts|trades)m[ae]n"
)
_AGE = (
    r"young|younger|youngest|youth|elderly|your age|how old|middle-aged|aged \d+|years of age"
    r"|age group|date of birth|birthdays?|teenagers?|millennials?|boomers?"
    r"|gen(?:eration)? [xyz]|pensioners?|retirees?|retirement age|(?:close|near) to retirement"
    r"|old-timers?|too old (?:to|for) (?:learn|work|change|this job)"
)
_WORK_SENSE = r"(?! (?:lot|batch|plant|site|line|compan|coil|roll|liquor|reel|board|card)\w*)"
"""A mother coil, a sister plant and a daughter lot are no relations of anybody."""

_FAMILY = (
    r"husband|wife|wives|spouse|fianc[eé]e?|boyfriend|girlfriend|married|marriage|wedding"
    r"|divorced?|widow(?:er)?|pregnan(?:t|cy)|maternity|paternity|parental leave|children|kids"
    r"|child ?care|bab(?:y|ies)|toddlers?|sons?|uncles?|aunts?|nephews?|nieces?|cousins?"
    rf"|(?:grand)?(?:mothers?|fathers?|daughters?){_WORK_SENSE}|(?:brothers?|sisters?){_WORK_SENSE}"
    r"|(?:mother|father|sister|brother|daughter|son)s?-in-law|grandparents?|grandchild(?:ren)?"
    r"|(?:your|their|my|our) (?:family|families|parents|child|marital status)|family (?:man|life)"
)
_HEALTH = (
    r"(?:your|their|my) (?:health|diagnosis|illness)|mental health|health (?:condition|problem)s?"
    r"|sick|sickness|illness|disease|disability|disabilities|handicap(?:ped)?|unwell"
    r"|(?:was|is|are|were|fell|falls|been|taken|calls in|called in) ill"
    r"|disabled (?:person|people|worker|operator|colleague|candidate)s?|wheelchairs?|dyslexi[ac]"
    r"|colou?r-?blind(?:ness)?|deaf|hearing aid|diabet(?:es|ic)|asthma(?:tic)?|epilep(?:sy|tic)"
    r"|cancer|burn-?out|influenza|(?:the|with) flu|medical (?:history|leave|condition)s?"
    r"|doctor's note|therap(?:y|ist)"
)
_ORIGIN = (
    r"nationalit(?:y|ies)|citizen(?:s|ship)?|native (?:speaker|country|language)s?"
    r"|mother tongue|foreigners?|immigra(?:nts?|tion)|migrants?|refugees?|expat(?:s|riates?)?"
    r"|work permit|passports?|religio(?:n|us)|ethnic|ethnicity|skin colou?r"
    r"|(?:your|their|foreign) accent|home country|muslims?|jewish|hindus?|catholics?|buddhists?"
)
_NATIONALITIES = (
    r"African|Albanian|Algerian|American|Arab|Argentin(?:e|ian)|Armenian|Asian|Australian|Austrian"
    r"|Bangladeshi|Belgian|Bosnian|Brazilian|Brit(?:ish|on)|Bulgarian|Canadian|Chilean|Chinese"
    r"|Colombian|Croat(?:ian)?|Czech|Danish|Dane|Dutch(?:m[ae]n)?|Egyptian|English(?:m[ae]n)?"
    r"|Estonian|Ethiopian|Filipin[oa]|Finn(?:ish)?|French(?:m[ae]n)?|German|Ghanaian|Greek"
    r"|Hungarian|Icelandic|Indian|Indonesian|Iranian|Iraqi|Irish(?:m[ae]n)?|Israeli|Italian"
    r"|Japanese|Jordanian|Kenyan|Korean|Latvian|Lebanese|Lithuanian|Macedonian|Malaysian|Maltese"
    r"|Mexican|Moroccan|Nepal(?:i|ese)|New Zealander|Nigerian|Norwegian|Pakistani|Peruvian|Polish"
    r"|Portuguese|Romanian|Russian|Saudi|Scot(?:s|tish)?|Serb(?:ian)?|Singaporean|Slovak"
    r"|Sloven(?:e|ian)|Spani(?:sh|ard)|Sri Lankan|Swed(?:e|ish)|Swiss|Syrian|Taiwanese|Thai"
    r"|Tunisian|Turk(?:ish)?|Ukrainian|Venezuelan|Vietnamese|Welsh"
)
_TITLES = r"Mrs?|Ms|Miss (?=[A-Z])"

_ANY_CASE = f"{_SEX}|{_AGE}|{_FAMILY}|{_HEALTH}|{_ORIGIN}"
_AS_WRITTEN = f"(?:{_NATIONALITIES})s?|{_TITLES}"

PERSONAL_WORDS = re.compile(rf"\b(?:(?i:{_ANY_CASE})|{_AS_WRITTEN})\b")
"""Sex, age, family, health and nationality have no place in a text about work. Technical senses
stay allowed: a product family, the health of a machine, a parent lot, an old script, to polish."""

_IN_SMALL_LETTERS = re.compile(rf"\b(?:{_ANY_CASE})\b")
_IN_CAPITALS = re.compile(rf"\b(?:{_AS_WRITTEN})\b")


def personal_words(text: str) -> list[str]:
    """The words about the person in `text`, as they are written there.

    Nearly every text has none. Two patterns that heed case find that out several times as fast as
    one that does not; beyond ASCII, case is not that simple.
    """
    plain = text.isascii()
    if plain and not _IN_SMALL_LETTERS.search(text.lower()) and not _IN_CAPITALS.search(text):
        return []
    return PERSONAL_WORDS.findall(text)
