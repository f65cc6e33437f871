"""The description of the programming interfaces, in OpenAPI, served only where it is asked for."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from pydantic import BaseModel

from summarizer.resources import folder

BRIEF = "Brief"
BRIEF_REFERENCE = {"$ref": f"#/components/schemas/{BRIEF}"}
_FORMS = ("application/json", "application/x-www-form-urlencoded", "multipart/form-data")


def body(model: type[BaseModel], kinds: tuple[str, ...] = _FORMS, **files: str) -> dict[str, Any]:
    """The body of a route whose fields are read by `read_fields`, for its ``openapi_extra``.

    ``files``: fields that hold a file, with what the file is.
    """
    schema = model.model_json_schema()
    for name, about in files.items():
        schema["properties"][name] = {"type": "string", "format": "binary", "description": about}
        schema.setdefault("required", []).append(name)
    return {"requestBody": {"required": True, "content": {kind: {"schema": schema} for kind in kinds}}}


def install(app: FastAPI) -> None:
    """Have ``app`` describe itself, if it is to, with briefs as docs/brief.schema.json describes them."""

    def describe() -> dict[str, Any]:
        if app.openapi_schema is None:
            description = get_openapi(
                title=app.title, version=app.version, description=app.description, routes=app.routes
            )
            description["components"]["schemas"][BRIEF] = _brief_schema()
            for path in description["paths"].values():
                for operation in path.values():
                    operation["responses"].pop("422", None)  # FastAPI's own; ours is a 400
            app.openapi_schema = description
        return app.openapi_schema

    app.openapi = describe  # type: ignore[method-assign]  # how FastAPI has it done


@cache
def _brief_schema() -> Any:
    text = (folder("docs") / "brief.schema.json").read_text(encoding="utf-8")
    # Its references are meant from its own root.
    schema = json.loads(text.replace('"#/$defs/', f'"#/components/schemas/{BRIEF}/$defs/'))
    del schema["$schema"]
    return schema
