"""The words by which an advert's headings and the purpose of its sentences are recognised."""

from assessment.scoping.adverts.wordings import any_of

_HEADINGS = {
    "noise": any_of(
        r"benefit|what we offer|we offer|our offer|you can expect|perks|why you|life at",
        r"compensation|salary|pay\b|rates?\b|location|physical demands|working conditions",
        r"equal|diversity|legal|privacy|additional information",
        r"how to apply|application|contact|apply|similar jobs",
    ),
    "requirements": any_of(
        r"requirement|qualification|skills|competenc|knowledge|education|candidate",
        r"your profile|^profile|who you are|about you|your background|you are$",
        r"what you.{0,6}(?:bring|need)|you (?:bring|offer|have)$|experience$|^needs$",
        r"must.have|nice.to.have|preferred|desired|minimum|basic|^ideally|essential criteria",
        r"what we.{0,14}(?:expect|look)|we.re looking for|what it takes",
    ),
    "duties": any_of(
        r"responsibilit|duties|tasks?\b|accountabilit|deliverables|functions$|activities",
        r"what you.{0,6}(?:do|be doing)|you.ll be doing|what awaits you|you will$|^you$",
        r"(?:your|this|the) role\b|^role$|role (?:summary|overview|purpose|description)",
        r"job (?:description|summary)|position (?:summary|overview)|description$|the job\b",
        r"about (?:the|this) (?:job|role|position)|your (?:mission|job|challenge|impact)",
        r"day.to.day|purpose of the|in this (?:role|position)|what you are responsible",
        r"the opportunity|scope of (?:work|the role)|how you.{0,6}(?:contribute|make)",
    ),
    "about": any_of(
        r"about (?:us|our|the (?:company|team)|[A-Z]\w+$)|who we are|company|our (?:story|mission)",
        r"our client|the (?:company|business|site|team)$|introduction|overview$|background$",
        r"why (?:join|us|work)|our (?:values|culture)",
    ),
}
_LONGEST_HEADING = 9
_LONGEST_TITLE = 14

_ROLE = any_of(
    r"\b(?:engineer|consultant|architect|developer|manager|lead(?:er)?|specialist|analyst)\b",
    r"\b(?:administrator|admin|owner|planner|scheduler|technician|supervisor|director)\b",
    r"\b(?:head of|coordinator|officer|expert|programmer|support|operator|controller|inspector)\b",
    r"\b(?:buyer|teacher|lecturer|partner|scientist|designer|operative|foreman|chief|vp)\b",
    r"\b(?:vice president|integrator|intern|associate)\b",
)
_NOT_A_TITLE = any_of(
    r"report(?:s|ing)? to|department|^location|^site:|^company|^job id|@|https?:",
    r"\bwe\b|\byou\b|salary|posted|seniority|employment type",
)

NOISE_CUE = any_of(
    r"equal opportunit|without regard to|affirmative action|disabilit(?:y|ies)\b|accommodation",
    r"privacy (?:policy|notice)|cookie|sign in|log in|skip to|show (?:more|less)|jobs found",
    r"apply now|similar jobs|save this job|report this job|posted \d|job id|^jobs? (?:you|alert)",
    r"seniority level|employment type|unsolicited|send (?:us )?your|be considered",
    r"background check|right to work|work authori[sz]ation|sponsorship|e-verify",
    r"corp-to-corp|\bc2c\b|general nature of",
)
BENEFIT_CUE = any_of(
    r"\bwe offer\b|401\s?\(?k|pension|health insurance|\bdental\b|bonus\b|stock options",
    r"days of (?:annual )?leave|paid time off|parental leave|childcare|relocation",
    r"competitive (?:salary|pay)|salary (?:range|of|:|\d)|per (?:hour|annum)",
    r"[$€£] ?\d{2,3}[,.]?\d{3}|free (?:parking|fruit|rolls)|canteen|company car",
    r"flexible (?:hours|working)|home office|job ticket|job bike",
)
_HIRING = r"(?! (?:are|'re) (?:now |currently )?(?:looking|seeking|searching|hiring)| seek| need)"
ABOUT_CUE = any_of(
    rf"^we{_HIRING}\b",
    r"^our (?:company|group|customers|client|products?|purpose|mission|people|plant|factory)\b",
    r"^our (?:site|platform|software|suite|consultants)\b|^our \d",
    r"^(?:the|our) (?:group|company|firm) (?:has|runs|owns|operates|employs)\b",
    r"^(?:founded|headquartered|part of a |join (?:us|our)|from the (?:plant|shop)|since \d)\b",
    r"^(?:with (?:more than |over |some |about )?\d|as (?:a|one of) (?:global|leading|the world))",
    r"^at [A-Z]\w+[^,]*, (?:we|our|every)\b",
    r"\b\d[\d,.]*\+? (?:people|employees|colleagues|countries|customers|consultants)\b",
    r"\b\d[\d,.]*\+? factories worldwide\b",
    r"\b(?:leading|leader in|world'?s largest|fortune \d+|family-owned)\b.*\b(?:company|leader"
    r"|manufacturer|supplier|provider|producer|business|integrator)\b",
    r"\bis (?:a|an|the) (?:global|leading|international|worldwide|growing|family)\b",
    r"\bis (?:a|one of) .{0,30}(?:group|manufacturer|supplier|producer|integrator|company)\b",
)
REQUIREMENT_CUE = any_of(
    r"\b(?:degree|bachelor'?s?|master'?s (?:degree|in)|diploma|proven|track record|certified)\b",
    r"\b\d+\s?[+-]?\s?(?:to \d+ )?years?\b.{0,24}(?:experience|in|of|with)\b",
    r"\bexperience (?:in|with|as|of|leading|designing|building|supporting)\b",
    r"\b(?:fluent|fluency|proficien\w*|familiar(?:ity)?|skills?|english|communication)\b",
    r"\b(?:knowledge of|understanding of|ability to|willing(?:ness)?|background (?:in|as))\b",
    r"\b(?:is a plus|an advantage|nice to have|preferred|desirable|you have)\b",
)
ACTS = any_of(
    r"you(?:'ll| will)? (?!join|find|love|are (?:looking|a|an)\b|get\b|want|like|bring|have\b|can\b"
    r"|need|know|speak|offer|enjoy|become|benefit)\w+",
    r"in this role,? you",
)

ROLE_CUE = any_of(
    r"\b(?:this|the) (?:role|position|job|successful candidate)\b|\bresponsible for\b",
    r"\bthe [\w &/-]{0,40}(?:engineer|analyst|architect|manager|lead|specialist|coordinator|owner"
    r"|consultant|director|developer|technician) (?:will|is|owns|leads|supports|works|serves)\b",
    r"\b(?:is|are) (?:now |currently )?(?:seeking|looking for|searching for|hiring)\b",
    r"\bas (?:an? |our |the )[\w &/-]{0,40},? you\b|\bin this (?:role|position)\b",
)
"""A sentence about the job, wherever it stands."""


def heading_kind(line: str) -> str:
    """`duties`, `requirements`, `about` or `noise` where `line` is a heading, else nothing."""
    words = line.strip(" :*#_-–?!•")
    count = len(words.split())
    if not words or count > _LONGEST_HEADING or line.rstrip().endswith((".", ",")):
        return ""
    if count > 3 and is_title(words):
        return ""
    return next((kind for kind, pattern in _HEADINGS.items() if pattern.search(words)), "")


def is_title(line: str) -> bool:
    """Whether `line` could be what a job is called."""
    few = len(line.split()) <= _LONGEST_TITLE and not line.rstrip().endswith((".", ":"))
    return few and bool(_ROLE.search(line)) and not _NOT_A_TITLE.search(line)
