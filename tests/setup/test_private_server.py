"""The private PostgreSQL server, started for real."""

import os

import psycopg


def test_tests_have_a_server_of_their_own():
    host = os.environ["GLOSSATOR_DATA"] + "/socket"
    with psycopg.connect(host=host, user="glossator", dbname="glossator") as connection:
        assert connection.execute("SHOW fsync").fetchone() == ("off",)
