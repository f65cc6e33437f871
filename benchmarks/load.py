"""Many visitors of one server at once: what they are told, how long they wait, and whether its memory stays flat.

`python -m benchmarks.load` starts `summarizer serve` on a free port and measures a lone visitor first, to whom the
others are compared. Then half of the visitors use the page and half POST /brief, each as a person would: an article,
the answer, a pause, the next article. "Busy" is a fair answer when too many wait; every other failure is an error, and
ends in exit code 1, as does memory that still grows in the second half by more than a twentieth.
"""

from __future__ import annotations

import asyncio
import json
import random
import signal
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import click
import httpx

Visit = Callable[[httpx.AsyncClient, str], Awaitable[str]]

_PAUSE_SECONDS = 1.0
_LONE_ARTICLES = 6
_TIMEOUT = httpx.Timeout(900.0)
_SENTENCES = [
    "Pemerintah Kota {city} membuka {n} pasar baru pada hari Senin.",
    "Harga beras di {city} naik {n} persen dibandingkan bulan lalu.",
    "Sebanyak {n} warga {city} mengungsi akibat banjir yang merendam permukiman mereka.",
    "Wali Kota {city} berjanji memperbaiki {n} jembatan sebelum akhir tahun.",
    "Kepolisian {city} menahan {n} orang dalam perkara pencurian kabel.",
]
_CITIES = ["Kupang", "Ambon", "Manado", "Medan", "Padang", "Jambi", "Sorong", "Mataram"]


def article(chance: random.Random) -> str:
    """Two sentences of news that no other visitor has."""
    return " ".join(
        sentence.format(city=chance.choice(_CITIES), n=chance.randrange(2, 900))
        for sentence in chance.sample(_SENTENCES, 2)
    )


async def post_brief(client: httpx.AsyncClient, text: str) -> str:
    """Ask for a brief as a program does; returns "ok", "busy" or what was wrong."""
    answer = await client.post("/brief", json={"text": text})
    if answer.status_code == 200:
        return "ok" if len(answer.json()["segments"]) == 2 else "wrong answer"
    return "busy" if answer.status_code == 503 and "Retry-After" in answer.headers else f"status {answer.status_code}"


async def use_page(client: httpx.AsyncClient, text: str) -> str:
    """Translate in the page, as its own script does; returns what `post_brief` does."""
    session = f"load{random.getrandbits(60)}"
    event, defaults = await _translate_event(client)
    join = {"data": [text, *defaults[1:]], "fn_index": event, "session_hash": session}
    (await client.post("/gradio_api/queue/join", json=join)).raise_for_status()
    last: dict[str, Any] = {}
    heartbeat = asyncio.create_task(_stay(client, session))
    try:
        async for message in _messages(client, session):
            if message["msg"] in {"process_generating", "process_completed"}:
                last = message
    finally:
        heartbeat.cancel()
    written = json.dumps(last, ensure_ascii=False)
    if last.get("success") and "status-done" in written:
        return "ok"
    return "busy" if "too many others are waiting" in written else f"page: {written[-200:]}"


async def _translate_event(client: httpx.AsyncClient) -> tuple[int, list[Any]]:
    config = (await client.get("/config")).json()
    values = {one["id"]: one["props"].get("value") for one in config["components"]}
    [button] = [one["id"] for one in config["components"] if one["props"].get("elem_id") == "translate"]
    [event] = [one for one in config["dependencies"] if [button, "click"] in one["targets"]]
    return event["id"], [values[component] for component in event["inputs"]]


async def _stay(client: httpx.AsyncClient, session: str) -> None:
    """Hold the stream that tells the server that the page is still open."""
    async with client.stream("GET", f"/gradio_api/heartbeat/{session}") as stream:
        async for _ in stream.aiter_lines():
            continue


async def _messages(client: httpx.AsyncClient, session: str) -> AsyncIterator[dict[str, Any]]:
    async with client.stream("GET", "/gradio_api/queue/data", params={"session_hash": session}) as stream:
        async for line in stream.aiter_lines():
            if line.startswith("data:"):
                message = json.loads(line.removeprefix("data:"))
                yield message
                if message["msg"] in {"process_completed", "close_stream"}:
                    return


@dataclass
class Tally:
    """What the visitors were told, and the seconds until they were."""

    told: Counter[str] = field(default_factory=Counter)
    seconds: list[float] = field(default_factory=list)
    memory: list[float] = field(default_factory=list)  # MiB, once a second

    def percentile(self, share: float) -> float:
        return statistics.quantiles(self.seconds, n=100, method="inclusive")[round(share * 100) - 1]


async def visitor(client: httpx.AsyncClient, visit: Visit, number: int, end: float, tally: Tally) -> None:
    chance = random.Random(number)
    await asyncio.sleep(chance.random() * _PAUSE_SECONDS)
    while time.monotonic() < end:
        began = time.monotonic()
        try:
            told = await visit(client, article(chance))
        except httpx.HTTPError as error:
            told = f"{type(error).__name__}: {error}"
        tally.told[told] += 1
        if told == "ok":
            tally.seconds.append(time.monotonic() - began)
        await asyncio.sleep(_PAUSE_SECONDS)


async def watch_memory(process: int, tally: Tally) -> None:
    status = Path(f"/proc/{process}/status")
    while True:
        [line] = [line for line in status.read_text().splitlines() if line.startswith("VmRSS")]
        tally.memory.append(int(line.split()[1]) / 1024)
        await asyncio.sleep(1)


async def measure(address: str, process: int, visitors: int, seconds: float) -> tuple[Tally, Tally]:
    """(a lone visitor, all of them)."""
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=address, timeout=_TIMEOUT, limits=limits, trust_env=False) as client:
        while not (await client.get("/health")).json()["engines"]["loaded"]:
            await asyncio.sleep(0.5)
        lone, tally = Tally(), Tally()
        for number in range(_LONE_ARTICLES):
            await visitor(client, (post_brief, use_page)[number % 2], -number, time.monotonic() + _PAUSE_SECONDS, lone)
        watching = asyncio.create_task(watch_memory(process, tally))
        end = time.monotonic() + seconds
        await asyncio.gather(*(visitor(client, (post_brief, use_page)[n % 2], n, end, tally) for n in range(visitors)))
        watching.cancel()
        return lone, tally


def report(lone: Tally, tally: Tally, visitors: int, seconds: float) -> bool:
    """Print what was measured; returns whether nothing but "ok" and "busy" was told and memory stayed flat."""
    errors = {told: count for told, count in tally.told.items() if told not in {"ok", "busy"}}
    errors |= {told: count for told, count in lone.told.items() if told != "ok"}
    alone = statistics.median(lone.seconds)
    middle, end = (statistics.median(part[-10:]) for part in (tally.memory[: len(tally.memory) // 2], tally.memory))
    print(f"{visitors} visitors for {seconds:.0f} s: {tally.told['ok']} answered, {tally.told['busy']} told busy")
    for told, count in errors.items():
        print(f"error: {count} x {told}")
    for name, share in (("median", 0.5), ("p95", 0.95)):
        waited = tally.percentile(share)
        print(f"{name}: {waited:.1f} s, {waited / alone:.1f} times a lone visitor's {alone:.1f} s")
    print(
        f"memory: {tally.memory[0]:.0f} MiB at first, {middle:.0f} half way, {end:.0f} at the end "
        f"({end / middle:.3f} times half way)"
    )
    return not errors and end / middle <= 1.05


@click.command(help=__doc__)
@click.option("--visitors", default=50, show_default=True)
@click.option("--seconds", default=120.0, show_default=True)
@click.option("--engine", default="embedded", show_default=True)
def main(visitors: int, seconds: float, engine: str) -> None:
    command = [sys.executable, "-m", "summarizer", "serve", "--quiet", "--port", "0", "--engine", engine]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        address = server.stdout.readline().strip()
        try:
            lone, tally = asyncio.run(measure(address, server.pid, visitors, seconds))
        finally:
            server.send_signal(signal.SIGINT)
    sys.exit(0 if report(lone, tally, visitors, seconds) else 1)


if __name__ == "__main__":
    main()
