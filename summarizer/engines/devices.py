"""Which processor computes, how many of its cores, and in which numbers."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, replace

from summarizer.datamodels import RuntimeOptions
from summarizer.errors import ModelUnavailable, OptionError

MOST_THREADS = 256
CPU = "cpu"
AUTO = "auto"
_DEVICE = re.compile(r"(?P<name>cpu|cuda)(?::(?P<index>\d+))?")
# One sentence's matrices are too small for more: further cores are better spent on further processes (batch --workers).
_USEFUL_THREADS = 8
# Each worker has a batch of its own in memory, and an article of twenty sentences has work for no more of them.
_MOST_WORKERS = 4


@dataclass(frozen=True, slots=True)
class Device:
    """``name`` is "cpu" or "cuda", ``index`` which of several GPUs, ``threads`` the cores that a CPU uses.

    ``most_workers`` is the most batches that may be computed side by side.
    """

    name: str
    index: int
    threads: int
    most_workers: int = _MOST_WORKERS

    @property
    def for_one_batch(self) -> Device:
        """The same, with all of its cores for one batch at a time."""
        return replace(self, most_workers=1)

    @property
    def is_cpu(self) -> bool:
        return self.name == CPU

    @property
    def workers(self) -> int:
        """How many batches CTranslate2 computes side by side, each with `threads_each`; a GPU computes one.

        Two batches on a core each take 0.64 of the time of one after the other on both (decision 26).
        """
        most = min(self.threads, self.most_workers)
        if not self.is_cpu or most == 1:
            return 1
        return max(range(2, most + 1), key=lambda workers: (self._used(workers), workers))

    @property
    def threads_each(self) -> int:
        return self.threads // self.workers

    def _used(self, workers: int) -> int:
        return workers * (self.threads // workers)

    @property
    def torch_name(self) -> str:
        """As torch names it."""
        return CPU if self.is_cpu else f"{self.name}:{self.index}"


def device_of(options: RuntimeOptions) -> Device:
    """The device that ``options`` ask for: "auto" is a GPU if CTranslate2 can use one here, or else the CPU.

    Raises OptionError for what is no device, and ModelUnavailable for a GPU that this machine does not have.
    """
    if not 0 <= options.threads <= MOST_THREADS:  # far beyond that, the libraries crash
        raise OptionError(f"{options.threads} is no number of threads. Give one up to {MOST_THREADS}, or 0")
    threads = options.threads or default_threads()
    if options.device == AUTO:
        return Device("cuda", 0, threads) if _gpus() else Device(CPU, 0, threads)
    match = _DEVICE.fullmatch(options.device)
    if match is None or (match["name"] == CPU and match["index"]):
        raise OptionError(f'there is no device "{options.device}". Give auto, cpu, cuda or cuda:1')
    index = int(match["index"] or 0)
    if match["name"] == "cuda" and index >= (gpus := _gpus()):
        raise ModelUnavailable(
            f"{options.device} is not there: CTranslate2 finds {gpus or 'no'} GPU{'' if gpus == 1 else 's'} on this "
            "machine. Give --device cpu"
        )
    return Device(match["name"], index, threads)


def default_threads() -> int:
    """How many cores a model takes: those that this process may use, as affinity and a container's quota say.

    ``OMP_NUM_THREADS`` sets a limit: who starts several engines on one machine, as Ray does, says so with it.
    """
    from joblib import cpu_count

    cores = min(int(cpu_count()), _USEFUL_THREADS)
    wanted = os.environ.get("OMP_NUM_THREADS", "")
    return min(cores, int(wanted)) if wanted.isdecimal() and int(wanted) else cores


def _gpus() -> int:
    import ctranslate2

    return int(ctranslate2.get_cuda_device_count())
