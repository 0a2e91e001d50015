"""Django's PostgreSQL backend, which asks the server less often whether it is there."""
