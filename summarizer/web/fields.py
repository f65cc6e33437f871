"""The fields of a request, however they were sent: as JSON, as a form, or in the address."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Annotated, Any, TypeVar

from fastapi.exceptions import RequestValidationError
from pydantic import BaseModel, Field, ValidationError
from starlette.formparsers import FormParser, MultiPartException, MultiPartParser
from starlette.requests import Request

from summarizer.errors import OptionError

Fields = TypeVar("Fields", bound=BaseModel)
Words = Annotated[str, Field(min_length=1)]
LanguageCode = Annotated[str, Field(pattern="^[A-Za-z]{2,8}(-[A-Za-z0-9]{2,8})?$")]


async def read_fields(request: Request, model: type[Fields], max_bytes: int) -> Fields:
    """The fields as ``model`` has them; what stands in the body goes before what stands in the address.

    A field that is sent several times is a list, and one that is left blank in a form is not sent. A file, of at most
    ``max_bytes``, never touches the disk. Raises OptionError for a body that cannot be read, and
    RequestValidationError for fields that do not fit the model.
    """
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    given = _joined(request.query_params.multi_items())
    try:
        if kind == "application/x-www-form-urlencoded":
            form = await FormParser(request.headers, request.stream(), max_part_size=max_bytes).parse()
            given |= _joined(form.multi_items())
        elif kind == "multipart/form-data":
            parts = MultiPartParser(request.headers, request.stream(), max_files=1, max_part_size=max_bytes)
            parts.spool_max_size = max_bytes + 1  # what is larger would be written to the disk
            given |= _joined((await parts.parse()).multi_items())
        else:
            given |= _json_object(await request.body())
    except MultiPartException as error:
        raise OptionError(f"the form cannot be read: {error.message}") from None
    try:
        return model.model_validate(given)
    except ValidationError as error:
        raise RequestValidationError(error.errors(include_url=False, include_input=False)) from None


def _joined(items: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    values: dict[str, list[Any]] = {}
    for name, value in items:
        if value != "":
            values.setdefault(name, []).append(value)
    return {name: several[0] if len(several) == 1 else several for name, several in values.items()}


def _json_object(body: bytes) -> dict[str, Any]:
    if not body.strip():
        return {}
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        raise OptionError("the body is not JSON. Send its fields as JSON, or a form with its content type") from None
    if not isinstance(found, dict):
        raise OptionError("the body is JSON, but not an object. Send its fields as an object")
    return found
