"""Who does the work: processes of this machine, or a Dask cluster. Both get the same groups and the same function."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from multiprocessing.connection import wait as wait_for
from multiprocessing.synchronize import Event
from typing import Any

from compare.corpus.manifest import Group, Result
from compare.corpus.work import Plan, compare_group
from compare.errors import CompareError, ModelError

AHEAD = 2
"""Groups handed out for each worker: one to work on, one to go on with."""

PATIENCE = "15s"
"""How long a Dask scheduler may take to answer."""

DIED = "The process that compared this row ended without a word, twice: was there not enough memory?"


@dataclass(frozen=True)
class Pool:
    """``jobs`` processes of this machine, or the workers of the Dask scheduler at ``dask``."""

    jobs: int = 1
    dask: str | None = None


NOT_STARTED = (
    "No worker process could start. There may be too little memory for the models, about 0.7 GB a worker: try fewer "
    "--jobs. A script of your own must call compare under 'if __name__ == \"__main__\":', since each worker reads the "
    "script again."
)


def leave_if_starting() -> None:
    """Ends a worker that came here while it read the script it was started from, with no word: the parent says it."""
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        raise SystemExit(1)


def compared(groups: Sequence[Group], plan: Plan, pool: Pool) -> Iterator[tuple[Result, ...]]:
    """The results of the groups as they are done, in any order. Raises CompareError for what concerns all of them."""
    if not groups:
        return
    if pool.dask:
        yield from _on_cluster(groups, plan, pool.dask)
    else:
        jobs = min(pool.jobs, len(groups))
        yield from _on_this_machine(groups, replace(plan, threads=1 if jobs > 1 else None), jobs)


def _on_this_machine(groups: Sequence[Group], plan: Plan, jobs: int) -> Iterator[tuple[Result, ...]]:
    """A group in whose company a worker died is tried again by itself: so one bad story costs itself alone."""
    suspects: list[Group] = []
    for group, results in _in_pool(groups, plan, jobs):
        if results is None:
            suspects.append(group)
        else:
            yield results
    for suspect in suspects:
        for group, results in _in_pool([suspect], plan, 1):
            yield results or tuple(Result(row, DIED) for row in group.rows)


def _in_pool(groups: Sequence[Group], plan: Plan, jobs: int) -> Iterator[tuple[Group, tuple[Result, ...] | None]]:
    """Groups with their results, ``None`` for those that were in work when a worker died; then new workers go on."""
    left = iter(groups)
    broken = True
    # spawned, not forked: a forked process inherits the locks of threads that it does not have
    context = multiprocessing.get_context("spawn")
    started = context.Event()
    while broken:
        broken = False
        executor = ProcessPoolExecutor(jobs, context, initializer=_enter, initargs=(started,))
        try:
            running: dict[Future[tuple[Result, ...]], Group] = {}
            while not broken:
                while len(running) < AHEAD * jobs and (group := next(left, None)) is not None:
                    running[executor.submit(compare_group, group, plan)] = group
                if not running:
                    break
                for done in wait(running, return_when=FIRST_COMPLETED).done:
                    group = running.pop(done)
                    if isinstance(done.exception(), BrokenProcessPool):
                        if not started.is_set():
                            raise CompareError(NOT_STARTED)
                        broken = True
                        yield group, None
                    else:
                        yield group, done.result()
            for group in running.values():
                yield group, None
        finally:
            executor.shutdown(wait=True, cancel_futures=True)


def _enter(started: Event) -> None:
    """A worker's first act: to say that it started, leave Ctrl-C to the parent, and end when the parent does."""
    started.set()
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        sentinel = parent.sentinel

        def watch() -> None:
            wait_for([sentinel])
            os._exit(1)

        threading.Thread(target=watch, daemon=True).start()


def _on_cluster(groups: Sequence[Group], plan: Plan, address: str) -> Iterator[tuple[Result, ...]]:
    """The same work on a Dask cluster, whose workers see the texts and the output folder under the same paths. A
    group whose worker is lost goes to another; one that loses several (Dask's ``allowed-failures``) is given up."""
    distributed = _distributed()
    try:
        client = distributed.Client(address, timeout=PATIENCE)
    except (OSError, ValueError, TimeoutError) as error:
        raise ModelError(
            f"No Dask scheduler answers at '{address}'. Start one with 'dask scheduler' and workers with "
            "'dask worker ADDRESS --nthreads 1', and give its address, such as tcp://10.0.0.5:8786."
        ) from error
    plan = replace(plan, threads=1)
    with client:
        left = iter(groups)
        running: dict[str, Group] = {}
        queue = distributed.as_completed()

        def hand_out(count: int) -> None:
            for _ in range(count):
                group = next(left, None)
                if group is not None:
                    future = client.submit(compare_group, group, plan, pure=False)
                    running[future.key] = group
                    queue.add(future)

        hand_out(AHEAD * max(1, sum(client.nthreads().values())))
        for future in queue:
            group = running.pop(future.key)
            yield _from_cluster(future, group, distributed)
            future.release()
            hand_out(1)


def _from_cluster(future: Any, group: Group, distributed: Any) -> tuple[Result, ...]:
    error = future.exception()
    if error is None:
        results: tuple[Result, ...] = future.result()
        return results
    if isinstance(error, CompareError):
        raise error
    if isinstance(error, distributed.KilledWorker):
        return tuple(Result(row, DIED) for row in group.rows)
    return tuple(Result(row, f"{type(error).__name__}: {error}") for row in group.rows)


def _distributed() -> Any:
    try:
        import distributed
    except ImportError as error:
        raise ModelError(
            "--dask needs the extra 'cluster'. Install it: pip install 'compare-stories[cluster]'"
        ) from error
    return distributed
