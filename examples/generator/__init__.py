"""Turns hand-written conversation scripts into WhatsApp exports of an invented company."""
