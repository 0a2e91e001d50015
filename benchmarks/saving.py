"""Saving annotations over the API: CPU of one save, and saves a second.

    .venv/bin/python benchmarks/saving.py [--saves 400] [--clients 8]

One text of 100 kB. Each save is a PUT of a new annotation with its history: a fifth
attributed, a fifth with two tags. The clients are processes that made their requests
beforehand and send them over one kept connection each, with a token; they, the server
and all else share the machine's cores, so the rate falls where others work too.
"""

import argparse
import json
import multiprocessing
import socket
import time
import uuid

import scratch
from material import Project, records, text_of

SIZE = 100_000


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--saves", type=int, default=400)
    parser.add_argument("--clients", type=int, default=8)
    options = parser.parse_args()
    with scratch.scratch() as server:
        project = Project(server, "saving", {"text.txt": text_of(SIZE, seed=1)})
        batches = (requests(server, project, options.saves, seed) for seed in range(99))
        save(server.port, next(batches))
        costs = []
        for _ in range(scratch.RUNS):
            batch = next(batches)
            with scratch.Cost(server) as cost:
                save(server.port, batch)
            costs.append(cost.total / options.saves * 1000)
            print(
                f"  gunicorn {cost.web / options.saves * 1000:.2f} ms,"
                f" PostgreSQL {cost.database / options.saves * 1000:.2f} ms"
            )
        rates = [
            rate(server.port, next(batches), options.clients)
            for _ in range(scratch.RUNS)
        ]
    scratch.report("one save, CPU in ms", costs, "5 or less")
    scratch.report(f"saves a second, {options.clients} clients", rates, "250 or more")


def requests(server, project, many, seed):
    """PUTs as bytes, ready to be sent."""
    [(name, text)] = project.texts.items()
    found = []
    for body in records(text, project.ids[name], many, seed, project.slugs):
        content = json.dumps(body).encode()
        head = (
            f"PUT /api/v1/annotations/{uuid.uuid4()} HTTP/1.1\r\n"
            f"Host: 127.0.0.1:{server.port}\r\n"
            f"Authorization: Bearer {project.token}\r\n"
            "Content-Type: application/json\r\n"
            "If-None-Match: *\r\n"
            f"Content-Length: {len(content)}\r\n\r\n"
        )
        found.append(head.encode() + content)
    return found


def save(port, batch):
    """Send requests one after the other over one connection."""
    with socket.create_connection(("127.0.0.1", port)) as connection:
        for request in batch:
            connection.sendall(request)
            answer = connection.recv(65536)
            if not answer.startswith(b"HTTP/1.1 201"):
                raise SystemExit(answer.decode(errors="replace")[:2000])
            finish(connection, answer)


def finish(connection, answer):
    """Read an answer to its end, as its length says."""
    while b"\r\n\r\n" not in answer:
        answer += connection.recv(65536)
    head, _blank, body = answer.partition(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length:")[2].split(None, 1)[0])
    missing = length - len(body)
    while missing > 0:
        missing -= len(connection.recv(65536))


def rate(port, batch, clients):
    """Saves a second of several clients at once."""
    parts = [batch[number::clients] for number in range(clients)]
    workers = [
        multiprocessing.Process(target=save, args=(port, part)) for part in parts
    ]
    begin = time.perf_counter()
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):
        raise SystemExit("A client failed.")
    return len(batch) / (time.perf_counter() - begin)


if __name__ == "__main__":
    main()
