"""Who sees what. Every byte shown anywhere goes through here: snapshot, frames, search, exports, replay, notifications."""
