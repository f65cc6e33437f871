"""The entry point that Hugging Face Spaces run: `summarizer serve`, where a Space says that it is to listen."""

import os

from summarizer.cli.commands import cli

if __name__ == "__main__":
    host = os.environ.get("GRADIO_SERVER_NAME")
    # Who may see a Space is the Space's own setting.
    cli(["serve", *(["--host", host, "--public"] if host else [])])
