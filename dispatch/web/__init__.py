"""Browsers and API clients: FastAPI, the websocket protocol and the error table."""
