from builders.days import DAY_MS, MONDAY_MS, Editor, a_week
from undersong.domain.state import State
from undersong.flows.report import make_report


def summary(editor, days=7):
    return make_report(editor.events, editor.windows, MONDAY_MS, MONDAY_MS + days * DAY_MS)["summary"]


def test_a_week_takes_five_sentences():
    sentences = summary(a_week())

    assert len(sentences) == 5
    assert all(sentence[0].isupper() or sentence[0].isdigit() for sentence in sentences)
    assert all(sentence.endswith(".") for sentence in sentences)


def test_a_short_hour_takes_three():
    editor = Editor()
    editor.work(20)

    assert summary(editor) == [
        "20 min of active time on one day, in one session.",
        "No stretch of 25 minutes went by without a break.",
        "Nothing stood still for long.",
    ]


def test_where_nothing_was_judged_no_standstill_is_no_finding():
    editor = Editor()
    editor.work(20)
    editor.windows.clear()

    assert "20 min of the time was not judged by any detector." in summary(editor)[-1]


def test_one_block_and_one_episode_read_well():
    editor = Editor()
    editor.work(30)
    editor.work(5, state=State.STUCK)
    editor.commit()
    editor.work(5)

    sentences = summary(editor)

    assert "One focus block holds 40 min of it, on Mon 12 Jan." in sentences
    assert "One no-progress episode took 5 min; it ended with a commit." in sentences


def test_the_words_are_about_the_work():
    words = " ".join(summary(a_week())).lower()

    assert not any(
        f" {word} " in f" {words} " for word in ("you", "your", "productive", "lazy", "tired", "good", "bad")
    )
