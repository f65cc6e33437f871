"""What is told of a server at work: whether it is well, and counts that Prometheus collects. Never a text."""

from __future__ import annotations

import time
from collections.abc import Iterator
from importlib.metadata import version
from typing import TYPE_CHECKING, Literal

from fastapi import APIRouter, Response
from fastapi.routing import APIRoute
from pydantic import BaseModel, Field
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from summarizer.web.desk import Desk

if TYPE_CHECKING:
    from prometheus_client.core import Metric
    from prometheus_client.registry import CollectorRegistry

HEALTH = "/health"
_PAGE = "page"
_BUCKETS = (0.05, 0.25, 1.0, 2.5, 5.0, 15.0, 60.0, 180.0, 600.0)  # seconds: an article takes from one to many


class Engines(BaseModel):
    """By name."""

    offered: list[str] = Field(description="Those that may be asked for, the default first.")
    loaded: list[str] = Field(description="Those that are in memory.")


class Health(BaseModel):
    """That the server is up, and how busy it is."""

    status: Literal["ok"] = "ok"
    version: str
    engines: Engines
    visitors: int = Field(description="Requests that are worked on or wait.")


class Metrics:
    """What is counted of one app, in a registry of its own."""

    def __init__(self, desk: Desk) -> None:
        from prometheus_client import CollectorRegistry, Counter, Histogram

        self.registry: CollectorRegistry = CollectorRegistry()
        self._requests = Counter(
            "summarizer_requests", "Requests answered.", ["route", "status"], registry=self.registry
        )
        self._seconds = Histogram(
            "summarizer_request_seconds",
            "From the request to the end of its answer, but for those of the page.",
            ["route"],
            buckets=_BUCKETS,
            registry=self.registry,
        )
        self.registry.register(_DeskCollector(desk))

    def count(self, route: str, status: int, seconds: float) -> None:
        """Take note of a request that was answered."""
        self._requests.labels(route, str(status)).inc()
        if route != _PAGE:  # whose streams last as long as the visits
            self._seconds.labels(route).observe(seconds)


class _DeskCollector:
    """The counts that a desk keeps itself."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def collect(self) -> Iterator[Metric]:
        from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily

        tally = self._desk.tally
        yield CounterMetricFamily("summarizer_sentences", "Sentences translated.", tally.sentences)
        yield CounterMetricFamily("summarizer_words", "Words of their sources.", tally.words)
        yield CounterMetricFamily("summarizer_busy", "Requests refused as too many.", self._desk.refusals)
        issues = CounterMetricFamily("summarizer_issues", "Issues that the checks found.", labels=["kind"])
        for kind, count in tally.issues.items():
            issues.add_metric([kind], count)
        yield issues
        yield GaugeMetricFamily("summarizer_visitors", "Requests at work or waiting.", self._desk.visitors)
        loaded = GaugeMetricFamily("summarizer_engine_loaded", "Whether the engine is in memory.", labels=["engine"])
        for engine in self._desk.engines:
            loaded.add_metric([engine], engine in self._desk.loaded)
        yield loaded


class Counting:
    """Middleware that counts the requests: by the pattern of their route, which holds nothing of a visitor."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self.app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        status = 500
        began = time.perf_counter()

        async def watched_send(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, watched_send)
        finally:
            self._metrics.count(_pattern(scope), status, time.perf_counter() - began)


def _pattern(scope: Scope) -> str:
    route = scope.get("route")
    return route.path if isinstance(route, APIRoute) and route.include_in_schema else _PAGE


def routes(desk: Desk, metrics: Metrics) -> APIRouter:
    """The routes on ``desk``."""
    router = APIRouter(tags=["Monitoring"])

    @router.get(HEALTH)
    async def health() -> Health:
        """Whether the server is up; never asks for a password."""
        engines = Engines(offered=list(desk.engines), loaded=list(desk.loaded))
        return Health(version=version("summarizer-id"), engines=engines, visitors=desk.visitors)

    @router.get("/metrics", response_class=Response, responses={200: {"content": {"text/plain": {}}}})
    async def prometheus() -> Response:
        """Counts since the start, in Prometheus' text format."""
        from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

        return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)

    return router
