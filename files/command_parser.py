"""A command line's parser that says in Vietnamese what is wrong, where argparse has English."""

from __future__ import annotations

import argparse
import re
import sys
from typing import NoReturn

_OF_OPTION = re.compile(r"argument (?P<option>\S+): (?P<fault>.*)", re.DOTALL)
# What argparse says, and the same in Vietnamese.
_SENTENCES = (
    (r"the following arguments are required: (.*)", r"thiếu \1"),
    (r"one of the arguments (.*) is required", r"cần một trong \1"),
    (r"unrecognized arguments: (.*)", r"không có tùy chọn \1"),
    (r"ambiguous option: (\S+) could match (.*)", r"\1 chưa rõ là tùy chọn nào: \2"),
)
_FAULTS = (
    (r"expected .*argument.*", r"chưa ghi gì sau {option}"),
    (r"invalid choice: '?(.*?)'? \(choose from (.*)\)", r"{option} không nhận “\1”, chỉ nhận \2"),
    (r"invalid \S+ value: '?(.*?)'?", r"không đọc được “\1” sau {option}"),
    (r"not allowed with argument (.*)", r"{option} không đi cùng \1"),
    (r"ignored explicit argument '?(.*?)'?", r"{option} không nhận “\1”"),
)
_WITH_HELP = ("chưa ghi gì", "không đọc được")


class CommandParser(argparse.ArgumentParser):
    """An ArgumentParser whose errors are sentences in Vietnamese."""

    def error(self, message: str) -> NoReturn:
        """Print the usage and what is wrong to stderr, and end the process with 2."""
        self.print_usage(sys.stderr)
        self.exit(2, f"{self.prog}: {self._sentence(message)}\n")

    def _sentence(self, message: str) -> str:
        """What argparse says, in Vietnamese; our own sentences stay as they are."""
        match = _OF_OPTION.fullmatch(message)
        if match is None:
            return _translated(message, _SENTENCES)
        option = match["option"].split("/")[0]
        sentence = _translated(match["fault"], _FAULTS).replace("{option}", option)
        help_words = self._help_of(option)
        return f"{sentence}: {help_words}" if sentence.startswith(_WITH_HELP) else sentence

    def _help_of(self, option: str) -> str:
        """What an option takes, in the words of its help."""
        helps = {name: action.help for action in self._actions for name in action.option_strings}
        return helps.get(option) or "xem --help"


def _translated(message: str, translations: tuple[tuple[str, str], ...]) -> str:
    """The message by the first translation that fits it, else as it is."""
    for pattern, translation in translations:
        if match := re.fullmatch(pattern, message, re.DOTALL):
            return match.expand(translation)
    return message
