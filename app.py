"""The Gradio entry point: build the page and launch it on this machine."""

from summarizer.web.page import LAUNCH_OPTIONS, build

demo = build()

if __name__ == "__main__":
    demo.launch(**LAUNCH_OPTIONS)
