import pytest

from undersong.learning.studies.dart import Slip, slips, without_strings

SOUND = """import 'dart:io';

check(number) {
  while (true) {
    if (number >= 0 && number != 3) { // not (yet
      print('a ( b "$number"');
      break;
    } else if (number == 2)
      return "it's";
  }
}

main()
{
  print(check(2)
      .toString());
}
"""


def test_sound_code_has_no_slip() -> None:
    assert slips(SOUND) == set()
    assert slips("") == set()


@pytest.mark.parametrize(
    ("code", "slip", "line"),
    [
        ("main() {\n  print('a);\n}", Slip.QUOTE, 1),
        ("main() {\n  print(1;\n}", Slip.BRACKET, 1),
        ("main() {\n  a = 1;\n}\n}", Slip.BRACKET, 3),
        ("main() {\n  a = 1;\n", Slip.BRACKET, 0),
        ("main() {\n  var a = 1\n  b();\n}", Slip.SEMICOLON, 1),
        ("main() {\n  if (a = 1) {\n  }\n}", Slip.ASSIGNMENT, 1),
        ("main() {\n  while (true) {\n    a();\n  }\n}", Slip.ENDLESS, 1),
    ],
)
def test_each_slip_is_found_in_its_line(code: str, slip: Slip, line: int) -> None:
    assert (slip, line) in slips(code)


@pytest.mark.parametrize("condition", ["a == 1", "a != 1", "a <= 1", "a >= 1 && b"])
def test_a_comparison_is_no_assignment(condition: str) -> None:
    assert slips(f"main() {{\n  if ({condition}) {{\n  }}\n}}") == set()


def test_a_bracket_in_between_that_is_not_closed_does_not_spoil_the_rest() -> None:
    assert slips("main() {\n  a(b[1);\n}") == {(Slip.BRACKET, 1)}


def test_strings_and_comments_hold_nothing_that_counts() -> None:
    assert without_strings(r"a('\'('); // (") == ("a(''); ", [])
    assert without_strings("a = 'b\nc") == ("a = '\nc", [0])
