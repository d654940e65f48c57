"""What `read` and `check` share: files are read with a progress bar, kept in a journal, and given back in order."""

import contextlib
import os
import shlex
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from gongkai.cli.errors import Usage
from gongkai.cli.progress import progress
from gongkai.report import corpus, inputs, reading
from gongkai.report.corpus.journal import Journal, Memory, Store, open_journal
from gongkai.report.inputs import Input, Inputs

# From this many files on it is worth writing down how far we are.
WORTH_A_JOURNAL = 16


@dataclass(frozen=True, slots=True)
class Call:
    """A call of the command line: its arguments as typed, how many workers it asks for, what else it looks at."""

    argv: Sequence[str]
    jobs: int | None = None
    beside: Sequence[Input] = ()


def find(paths: Sequence[str], out: str | None) -> Inputs:
    """Return the files of a call, standard input already read.

    :raises Usage: where a path does not exist, there is nothing to read, or what is read would be written over.
    """
    try:
        found = inputs.expand(paths, leave_out=out)
    except FileNotFoundError as error:
        path = error.filename or error.args[0]
        raise Usage(f"没有这个文件或文件夹：{path}。", f"No such file or folder: {path}.") from None
    except OSError as error:
        raise Usage(f"不能打开：{error}。", f"Cannot open: {error}.") from None
    if not found.files:
        raise Usage("没有找到可以读取的文件。", "There is no file to read.")
    if out and any(_is_same(item.path, out) for item in found.files):
        raise Usage(
            f"-o {out} 就是要读的文件，写入会毁掉它；请换一个名字。",
            f"-o {out} is one of the files to read and would be destroyed; give another name.",
        )
    found.files = [_filled(item) for item in found.files]
    found.several = found.several or reading.holds_several(found.files[0])
    return found


@contextlib.contextmanager
def gathered(files: Sequence[Input], work: corpus.Work, call: Call) -> Iterator[Store]:
    """Give the store with what every file gave. Where the user interrupts it is kept, and the same command goes on."""
    store: Store = Memory()
    if len(files) >= WORTH_A_JOURNAL:
        store = open_journal([os.getcwd(), *call.argv, *(item.key for item in call.beside)])
    complete = False
    try:
        with progress(len(files)) as done:
            resumed = corpus.run(files, work, store, jobs=call.jobs, done=done)
        if resumed:
            _say(f"接着上次继续：{resumed} 个文件此前已经读过。", f"Resumed: {resumed} files had been read before.")
        yield store
        complete = True
    except KeyboardInterrupt:
        _say_interrupted(files, store, call)
        raise
    except BrokenPipeError:
        complete = True
        raise
    finally:
        store.close(done=complete)


def _is_same(path: str, out: str) -> bool:
    try:
        return os.path.samefile(path, out) and os.path.isfile(out)
    except OSError:
        return False


def _filled(item: Input) -> Input:
    if item.path != inputs.STDIN:
        return item
    from gongkai.report.readers import limits

    # One byte more than allowed is enough for the reader to see that it is too much.
    return replace(item, data=sys.stdin.buffer.read(limits.INPUT_BYTES + 1))


def _say_interrupted(files: Sequence[Input], store: Store, call: Call) -> None:
    if not isinstance(store, Journal) or not store.resumable:
        _say("已中断。", "Interrupted.")
        return
    done = sum(store.known(item.key) for item in files)
    again = shlex.join(["gongkai", *call.argv])
    _say(
        f"已中断：{len(files)} 个文件已读 {done} 个，进度已保存。再次运行同一命令即可继续：",
        f"Interrupted: {done} of {len(files)} files are read and kept. Run the same command again to go on:",
    )
    sys.stderr.write(f"  {again}\n")


def _say(zh: str, en: str) -> None:
    sys.stderr.write(f"{zh} {en}\n")
