"""A database restored under an open page: the page says so, and nothing unsent is lost."""

from datetime import datetime

import pytest

from db.backup import backup
from db.restore import restore
from tests.ui.live_driver import eventually

pytestmark = pytest.mark.browser

AT_1402 = datetime(2026, 3, 2, 14, 2).astimezone()  # the browser's own zone is this computer's
TOLD = (
    "The database was restored from a backup at 14:02. Reload to see it. "
    "What you have typed since is kept on this device."
)


def test_an_open_page_notices_a_restore_and_keeps_what_was_typed_since(stage_on, own_server):
    stage, file = stage_on(own_server), own_server.database.with_name("backup.db")
    screen, sheet = stage.screen(), stage.sheet()
    screen.command("2", "n", "3", "p")
    screen.write("before the backup")
    screen.drained()
    backup(file, own_server.database_url)
    screen.command("5", "n", "4", "p")  # places in the log that the backup does not know
    screen.write(", and before the restore")
    screen.drained()
    restore(file, own_server.database_url, now=AT_1402)
    restored = sheet.whole_log()

    screen.command("1")
    screen.write(", and after it")

    notice = screen.part("notices").get_by_text("restored")
    notice.wait_for()
    eventually(notice.inner_text, TOLD)
    eventually(screen.chosen, ["1"])
    eventually(screen.saved, "reload to save, kept on this device")
    assert sheet.whole_log() == restored  # nothing of the old page is mixed in behind her back

    with screen.page.expect_navigation():
        screen.part("notices").get_by_role("button", name="Reload").click()
    screen.ready()
    screen.drained()

    text = "before the backup, and before the restore, and after it"
    eventually(screen.note.input_value, text)
    eventually(screen.chosen, ["1"])
    assert (sheet.record("q01").level, sheet.record("q01").evidence) == (1, text)
    assert sheet.record("q02").level == 3  # what was sent before the restore is as in the backup
    screen.command("n")
    eventually(screen.chosen, ["3"])
    eventually(screen.part("notices").inner_text, "")
    screen.says_saved()


def test_a_page_at_rest_notices_when_it_is_looked_at_again(stage_on, own_server):
    stage, file = stage_on(own_server), own_server.database.with_name("backup.db")
    screen = stage.screen()
    backup(file, own_server.database_url)
    screen.command("5")
    screen.drained()
    restore(file, own_server.database_url, now=AT_1402)

    # Coming back to a window asks the server for what it holds by now.
    screen.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")

    screen.part("notices").get_by_text(TOLD).wait_for()
    eventually(screen.chosen, ["5"])  # nothing changes under her hands
    eventually(screen.reload().chosen, [])


def test_a_text_kept_through_a_restore_meets_the_restored_one_as_a_choice(stage_on, own_server):
    stage, file = stage_on(own_server), own_server.database.with_name("backup.db")
    first = stage.screen()
    first.write("from the first page")
    first.drained()
    backup(file, own_server.database_url)
    first.page.close()
    screen = stage.screen()
    screen.write(", longer")
    screen.drained()
    restore(file, own_server.database_url, now=AT_1402)
    screen.note.fill("quite another text")
    screen.part("notices").get_by_text(TOLD).wait_for()

    screen.reload()
    screen.drained()

    eventually(screen.part("both-text").inner_text, "from the first page")
    eventually(screen.note.input_value, "quite another text")
