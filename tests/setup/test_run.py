"""``glossator.py run``, as a stranger types it."""

import re
import urllib.request
from urllib.parse import urljoin

from config import embedded_postgres, postgres_places
from tests.setup.conftest import Run, manage, processes


def get(url):
    with urllib.request.urlopen(url) as answer:
        return answer.read().decode()


def made_by_a_start(checkout):
    """What a start makes where it is missing or old, with the time it was made."""
    data = checkout / "var"
    cluster = postgres_places.cluster(data) / "PG_VERSION"
    static = [file for file in (data / "static").rglob("*") if file.is_file()]
    files = [checkout / ".venv/installed.txt", cluster, *static]
    return {file: file.stat().st_mtime_ns for file in files}


def test_second_start_serves_a_page_and_makes_nothing_again(prepared):
    made = made_by_a_start(prepared)
    run = Run(prepared, "--no-demo")
    get(f"http://127.0.0.1:{run.port}/accounts/login/")
    # Ctrl-C stops all that was started
    assert run.interrupt() in {0, 130}
    assert processes(prepared) == []
    # “Installing packages …”, “Preparing the database …”
    assert "…" not in run.said
    assert made_by_a_start(prepared) == made


def test_a_killed_run_leaves_nothing_after_the_next_one(prepared):
    first = Run(prepared, "--no-demo")
    first.process.kill()
    first.process.wait()
    Run(prepared, "--no-demo").interrupt()
    assert processes(prepared) == []


def test_commands_beside_the_running_server(prepared):
    run = Run(prepared, "--no-demo")
    address = f"http://127.0.0.1:{run.port}/accounts/login/"
    done = manage(prepared, "migrate", "--check")
    # the server is left alone, and every static file that a page names is there
    named = re.findall(r'(?:src|href)="(/static/[^"]+)"', get(address))
    for path in named:
        get(urljoin(address, path))
    beside = manage(prepared, "create_user", "new@example.org")
    kept = prepared / "var" / "address"
    mode = kept.stat().st_mode & 0o777
    ended = run.terminate()
    assert done.returncode == 0, done.stdout
    assert named
    assert all(re.search(r"\.[0-9a-f]{12}\.\w+$", path) for path in named)
    # links lead to the running server
    assert f"http://127.0.0.1:{run.port}/accounts/set-password/" in beside.stdout
    assert (mode, kept.exists()) == (0o600, False)
    # SIGTERM stops all that was started
    assert ended in {0, 143}
    assert processes(prepared) == []


def test_a_command_alone_starts_and_stops_the_server(prepared):
    done = manage(prepared, "migrate", "--check")
    assert done.returncode == 0, done.stdout
    assert processes(prepared) == []


def test_db_start_lasts_until_db_stop(prepared):
    manage(prepared, "db", "start")
    manage(prepared, "migrate", "--check")
    lasted = processes(prepared)
    manage(prepared, "db", "stop")
    assert lasted
    assert processes(prepared) == []


def test_database_url_starts_no_server(prepared, folder):
    data = folder / "without-server"
    with embedded_postgres.running(prepared / "var"):
        host = postgres_places.socket_directory(prepared / "var")
        url = f"postgres://glossator@/glossator?host={host}"
        Run(prepared, "--no-demo", DATABASE_URL=url, GLOSSATOR_DATA=data).interrupt()
    assert (data / "static").exists()
    assert not (data / "cluster").exists()
