"""Words about the person are found in each of their five kinds, and words about work are not."""

import pytest

from question_bank.quality.personal_words import personal_words

SEX = ("she", "His", "men", "woman", "guys", "gender", "foreman", "Mrs", "Miss Lind")
AGE = ("young", "how old", "your age", "middle-aged", "years of age", "pensioner", "millennials")
FAMILY = (
    *("husband", "married", "pregnant", "children", "your family", "childcare", "her daughter"),
    *("a brother", "parental leave", "my parents", "baby", "sister-in-law", "wedding"),
)
HEALTH = (
    *("their health", "sick", "disability", "was ill", "wheelchair", "colour-blind", "burnout"),
    *("diabetes", "medical leave", "mental health", "a disabled worker", "dyslexia", "disease"),
)
NATIONALITY = (
    *("nationality", "native speaker", "foreigners", "religion", "German", "Indian", "Turks"),
    *("citizenship", "passport", "work permit", "Nigerian", "Filipino", "Frenchman", "migrants"),
    *("mother tongue", "your accent"),
)


@pytest.mark.parametrize("words", [*SEX, *AGE, *FAMILY, *HEALTH, *NATIONALITY])
def test_a_word_about_the_person_is_found(words):
    assert personal_words(f"Would {words} overrule that?")


@pytest.mark.parametrize(
    "words",
    [
        *("the product family of this lot", "the health of the pump", "health and safety rules"),
        *("the parent lot and its child lots", "a mother coil and its daughter coils"),
        *("the sister plant", "the partner company", "a single point of failure"),
        *("an old script on that server", "a ten-year-old controller", "a shelf age over limits"),
        *("whether they polish the surface", "a race condition", "a disabled alarm"),
        *("a fault diagnosis", "an ill-defined scope", "the native driver", "a blind sample"),
        *("we miss the truck", "the human machine interface", "to finish a season", "the person"),
    ],
)
def test_technical_senses_stay_allowed(words):
    assert personal_words(words) == []
