import asyncio
import concurrent.futures
import contextlib
import queue
import subprocess


def in_pool(job, argument):
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        return pool.submit(run_job, job, argument).result()


def run_job(job, argument):
    return job(argument)


def resize_image(name):
    return scale({"lamp.jpg": (80, 80)}.get(name), 2)


def scale(size, factor):
    width, height = size
    return width * factor, height * factor


def count_words(text):
    return len(words(text))


def words(text):
    return text.split()


def in_loop(coroutine):
    return asyncio.run(coroutine)


async def slow_mail():
    await asyncio.wait_for(send_mail(), 0.02)


async def send_mail():
    await asyncio.sleep(5)


async def gather_prices(names):
    return await asyncio.gather(*(price(name) for name in names))


async def price(name):
    await asyncio.sleep(0)
    return await remote_price(name)


async def remote_price(name):
    raise ConnectionResetError(104, "Connection reset by peer")


async def cancelled_sync():
    task = asyncio.create_task(send_mail())
    await asyncio.sleep(0)
    task.cancel()
    await task


async def group_failures():
    async with asyncio.TaskGroup() as group:
        group.create_task(remote_price("a"))
        group.create_task(price("b"))


def drain():
    return take(queue.Queue(1))


def take(waiting):
    return waiting.get_nowait()


@contextlib.contextmanager
def lock(name):
    try:
        yield name
    finally:
        release(name)


def release(name):
    raise RuntimeError(f"Lock {name} is not held")


def with_lock(name):
    with lock(name):
        return 1


def check_batch(numbers):
    verify_sorted(numbers)


def verify_sorted(numbers):
    assert numbers == sorted(numbers), f"batch of {len(numbers)} is not sorted"


def convert_pdf(name):
    return run_tool(["pdf-to-text-tool", name])


def run_tool(command):
    return subprocess.run(command, check=True, capture_output=True)
