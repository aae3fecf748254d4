"""Of the words around a figure those that say what is counted, without remarks and denominators."""

from __future__ import annotations

import re

from plan_texts.language.letters import lower_letters
from plan_texts.language.lexicon import lexicon
from plan_texts.language.phrases import ENDING_IN_AND, phrase_matches
from plan_texts.language.tokens import Token, tokens

# What follows speaks of something else.
TURN = re.compile(r"[:;]|(?<!\w)(?:trong đó|riêng|còn lại|ngoài ra)(?!\w)")
_LINK = re.compile(
    r"(?:\s|đối với|cho|của|với|được|đạt|tỷ lệ|các|đủ|đầy đủ|toàn bộ|dứt điểm|kịp thời"
    r"|triệt để|xong|ngay|[,(])*"
)
# "xử lý 100% phản ánh tiếp nhận trên Cổng": where they came from, beside the verb before them.
_RECEIVED = re.compile(
    r"(?:(?:đã|được) )*tiếp nhận(?= (?:trên|qua|từ|tại|trong|bằng)(?!\w))", re.IGNORECASE
)
# "… kể cả thủ tục nội bộ" limits nothing.
_INCLUSION = re.compile(
    r"\((?:bao gồm|gồm|kể cả|cả)[^()]*\)"
    r"|(?:bao gồm|gồm|kể) cả[^;.()%]*?(?=[;.()]|$|,? (?:đều|được|phải|đạt|bảo đảm|đảm bảo)(?!\w)"
    r"|, (?:trên|tại|qua|bằng|trong|vào|theo)(?!\w))",
    re.IGNORECASE,
)
# "… sau khi xử lý", "trước khi được trả kết quả".
_TIME_CLAUSE = re.compile(
    r"(?<!\w)(?:(?:sau|trước) khi(?: đã| được)*|khi (?:người dân|bà con|công dân|nhân dân|tổ chức))"
    r"[^,;.()%]*?(?=[,;.()]|$|(?:được|phải|đều|đạt)(?!\w))"
)
# "… văn bản xin lỗi, trong đó nêu rõ lý do": what the letter says, no second demand.
_CONTENT = re.compile(
    r"xin lỗi(?P<kept>[^;.%]{0,60}?),\s*(?:trong đó (?:có )?(?:nêu|ghi|nói|giải thích)|ghi)(?!\w)"
    r"[^;.%]*",
    re.IGNORECASE,
)
# "… giảm 30% thông qua rà soát, đơn giản hóa thủ tục": by what means.
_MEANS = re.compile(
    r"(?<!\w)(?:thông qua|nhờ|bằng cách|bằng việc|trên cơ sở)(?: việc| công tác)?"
    r" (?:rà soát|cắt giảm|đơn giản|tái cấu trúc|tổ chức|cải tiến)[^;.%]*",
    re.IGNORECASE,
)
# "100% thủ tục đã được tỉnh công bố thực hiện …": which of them, no demand.
_PUBLISHED = re.compile(
    r"(?P<thing>thủ tục(?: hành chính)?|tthc) (?:(?:đã|được|mới|do)\s+(?:\w+\s+){0,4}?)?công bố"
    r"(?=,? (?:(?:đều|phải|đã)\s)*(?:được|thực hiện|đều|phải|có|cung cấp|đủ|không|triển khai"
    r"|đồng bộ)(?!\w))",
    re.IGNORECASE,
)
_RECEIVE = re.compile(r"tiếp nhận|nhận|nộp|gửi", re.IGNORECASE)
# ", phấn đấu thời gian giải quyết giảm 30%": a demand after what leads to it.
_STRIVING = re.compile(r",\s*(?:phấn đấu|bảo đảm|đảm bảo|góp phần|để)\s")
# "… đối với 100% hồ sơ": the verb's own object stands before.
_TOWARDS = re.compile(r"(?<!\w)(?:đối với|với)(?: (?:các|toàn bộ|tất cả))?\s*$", re.IGNORECASE)
_JOINED = re.compile(r"\s*(?:,|và|hoặc|,\s*và)?\s*", re.IGNORECASE)  # "tái cấu trúc, đơn giản hóa"
_OVER_TOTAL = re.compile(r"\s*/\s*(?:tổng(?: số)?|số)(?!\w)")  # "bản sao điện tử/tổng số bản sao"
_BREATH_START = re.compile(
    r"(?:^|[,;:.])[^\w]*(?:(?:thực hiện|tiếp tục|tổ chức|hoàn thành|tiến hành|việc|và|\d+)\s)*$"
)
_SHORT = 10  # letters
# "hồ sơ đúng hạn đạt 99%, không còn hồ sơ trễ": a statement of its own.
_NEXT_STATEMENT = re.compile(
    r",\s*(?:ưu tiên|không (?:còn|để|có)|nhưng|song|nhằm|góp phần|đồng thời|qua đó|từ đó|giúp"
    r"|phấn đấu)(?!\w)",
    re.IGNORECASE,
)
_LIST_PART = re.compile(r"[^;:.%]*,\s*")
_BRACKETS = re.compile(r"\([^()]*\)")


def words_before(head: str, with_joined_parts: bool = False) -> str:
    """Of the text before a figure the words for what it counts: "tỷ lệ hồ sơ nộp trực tuyến".

    From the last "tỷ lệ", "mức độ" or colon on, where that says something; else everything. With
    `with_joined_parts` also what "và" joins to it ("tỷ lệ A và tỷ lệ B đều đạt").
    """
    lowercase = lower_letters(head)
    starts = [turn.end() for turn in TURN.finditer(lowercase)]
    starts += [
        subject.start()
        for subject in phrase_matches(lowercase, "subject")
        if not lowercase[: subject.start()].rstrip().endswith("/")
    ]
    starts += [
        striving.end()
        for striving in _STRIVING.finditer(lowercase)
        if _begins_with_countable(head[striving.end() :])
    ]
    for start in sorted(starts, reverse=True):
        phrases = tokens(head[start:])
        is_predicate = (
            lowercase[start - 1] == ":"
            and not any(map(_names_countable, phrases))
            and any(map(_names_countable, tokens(head[: start - 1])))
        )
        is_joined = with_joined_parts and (
            ENDING_IN_AND.search(lowercase[:start]) or _follows_subject(lowercase[:start])
        )
        if phrases and not is_predicate and not is_joined:
            return _without_denominator(_without_brackets(head[start:]))
    return _without_denominator(_without_brackets(head))


def _begins_with_countable(words: str) -> bool:
    """Whether words begin with what is counted, at most "tỷ lệ" before it."""
    phrases = tokens(words)
    return bool(phrases) and phrases[0].start < _SHORT and _names_countable(phrases[0])


def _follows_subject(lowercase: str) -> bool:
    """Whether a text ends in a part of a list of rates ("tỷ lệ A, " before "tỷ lệ B")."""
    subjects = phrase_matches(lowercase, "subject")
    return bool(subjects) and bool(_LIST_PART.fullmatch(lowercase, subjects[-1].end()))


def words_after(head: str, tail: str) -> str:
    """The words after a figure that say what it counts, with the verb that it directly follows.

    "số hóa 100% hồ sơ" counts "số hóa hồ sơ".
    """
    statement = _first_statement(tail)
    verb, words = _governing_verb(head), _words_before_citizens(without_remarks(statement))
    if verb and not _RECEIVE.search(verb):
        words = _RECEIVED.sub(" ", words, count=1)
    return f"{verb} {words}"


def _first_statement(tail: str) -> str:
    """The words behind a figure up to the next statement ("…, không để …"); all if they say little.

    "98% hồ sơ trả đúng hẹn, không để hồ sơ trễ hạn" says how much is on time.
    """
    next_statement = _NEXT_STATEMENT.search(tail)
    words = tail[: next_statement.start()] if next_statement else tail
    has_predicate = any(not _names_countable(token) for token in tokens(words))
    return words if has_predicate else tail


def without_remarks(tail: str, is_named: bool = False) -> str:
    """The words behind a figure without brackets and denominator; `is_named`: their thing is known.

    A lone countable before the denominator says too little, and the denominator stays; but not
    where other words have named what is counted (`is_named`).
    """
    words = _PUBLISHED.sub(r"\g<thing>", without_inclusions(tail))
    words = _MEANS.sub(" ", _CONTENT.sub(r"xin lỗi\g<kept>", words))
    if is_named and (next_statement := _NEXT_STATEMENT.search(words)):
        words = words[: next_statement.start()]
    return _without_denominator(_BRACKETS.sub(" ", words), is_named)


def without_inclusions(words: str) -> str:
    """The words without inclusions ("kể cả thủ tục nội bộ"), which limit nothing."""
    return _INCLUSION.sub(" ", words)


def without_time_clause(words: str) -> str:
    """The words without a time clause ("sau khi xử lý"), where other known words remain."""
    shorter_words = _TIME_CLAUSE.sub(" ", words)
    return shorter_words if tokens(shorter_words) else words


def _governing_verb(head: str) -> str:
    """The verb that the figure directly follows ("số hóa 100% hồ sơ"), else "".

    With the object that it has where "đối với" follows: "luân chuyển hồ sơ điện tử đối với 100%
    hồ sơ".
    """
    towards = _TOWARDS.search(head)
    if towards and (verb := _verb_with_object(head[: towards.start()])):
        return verb
    phrases = tokens(head)
    if not phrases or _names_countable(phrases[-1]):
        return ""
    first_token = last_token = phrases[-1]
    for token in reversed(phrases[:-1]):
        is_joined = _JOINED.fullmatch(head, token.end, first_token.start)
        is_next = not head[token.end : first_token.start].strip()
        if _names_countable(token) or not (is_next or (is_joined and _begins_breath(head, token))):
            break
        first_token = token
    return (
        head[first_token.start : last_token.end]
        if _LINK.fullmatch(lower_letters(head[last_token.end :]))
        else ""
    )


def _begins_breath(head: str, token: Token) -> bool:
    """Whether nothing but "thực hiện", "việc" and the like stands before a phrase in its breath."""
    return bool(_BREATH_START.search(lower_letters(head)[: token.start]))


def _verb_with_object(head: str) -> str:
    """The text from its last deed with an object behind it on; "" where there is none."""
    phrases = tokens(head)
    for deed, thing in zip(phrases[-2::-1], phrases[:0:-1], strict=False):
        is_object = _names_countable(thing) and not head[deed.end : thing.start].strip()
        if is_object and not _names_countable(deed):
            return head[deed.start :]
    return ""


def _words_before_citizens(words: str) -> str:
    """The words up to a comma after which people are the subject, since nobody counts both.

    "hồ sơ được số hóa, người dân không phải nộp lại giấy tờ" counts the dossiers.
    """
    phrases = tokens(words)
    if not phrases or "citizen" in phrases[0].concepts:
        return words
    for token in phrases:
        if "citizen" in token.concepts and words[: token.start].rstrip().endswith(","):
            return words[: token.start]
    return words


def _without_brackets(words: str) -> str:
    """The words without remarks in brackets, where other known words remain."""
    shorter_words = _BRACKETS.sub(" ", words)
    return shorter_words if tokens(shorter_words) else words


def _without_denominator(words: str, is_named: bool = False) -> str:
    """The words before "trên tổng số …"; unless `is_named` all, if those only name a countable."""
    lowercase = lower_letters(words)
    denominators = [*phrase_matches(lowercase, "denominator"), *_OVER_TOTAL.finditer(lowercase)]
    start = min((denominator.start() for denominator in denominators), default=len(words))
    shorter_words = words[:start]
    phrases = tokens(shorter_words)
    says_more = len(phrases) > 1 or any(not _names_countable(token) for token in phrases)
    return shorter_words if is_named or says_more else words


def _names_countable(token: Token) -> bool:
    """Whether a phrase names something that can be counted."""
    return bool(token.concepts & lexicon().countables)
