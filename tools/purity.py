"""Pure rules: the archives of src/oauth call no clock, randomness, environment, file, socket,
thread or lock. What it must not call is looked for in its undefined symbols, so no include or
macro can hide it."""

import re
import subprocess

from tree import Problem

ARCHIVES = {"src/oauth/records": "libwrit_oauth_records.a", "src/oauth/token": "libwrit_oauth_token.a",
            "src/oauth": "libwrit_oauth.a"}
IMPURE = (
    ("a clock", r"(clock_gettime|gettimeofday|time|ftime|localtime(_r)?|gmtime(_r)?|nanosleep|sleep"
                r"|usleep|std::chrono::_V2::\w+_clock::now.*|writ::SystemClock::.*)"),
    ("randomness", r"(rand|srand|random|rand_r|drand48|getrandom|getentropy|arc4random\w*|RAND_\w+"
                   r"|std::random_device::.*|writ::SystemRandom::.*)"),
    ("the environment", r"(getenv|secure_getenv|setenv|unsetenv|environ|getpid|gethostname"
                        r"|sysconf|uname)"),
    ("files", r"(open(64)?|openat(64)?|fopen(64)?|creat|read|write|pread|pwrite|fread|fwrite|fputs"
              r"|unlink|rename|stat|fsync|fdatasync|mmap|std::basic_[io]?f(ile|stream).*"
              r"|std::filesystem::.*|std::cout|std::cerr|printf|puts|BIO_\w+)"),
    ("sockets", r"(socket|connect|bind|listen|accept4?|send(to|msg)?|recv(from|msg)?|poll|select"
                r"|epoll_\w+|getaddrinfo)"),
    ("threads or locks", r"(pthread_(create|join|mutex\w*|cond\w*|rwlock\w*|spin\w*)|sem_\w+"
                         r"|std::thread::.*|std::condition_variable.*|std::__atomic_futex\w*.*"
                         r"|__gthread\w*|call_once)"),
)
IMPURE = tuple((what, re.compile(rf"{names}(@.*)?(\[abi.*)?")) for what, names in IMPURE)
# CHECK prints before it stops the process; that is not I/O of a rule.
ALLOWED = {"fprintf", "__fprintf_chk", "stderr", "abort"}


def undefined_symbols(archive):
    """(member, symbol) for all that the archive's members want from elsewhere, demangled."""
    output = subprocess.run(["nm", "-C", "-u", "-A", archive], capture_output=True, text=True,
                            check=True).stdout
    for line in output.splitlines():
        match = re.match(r"(?:.*/)?[^:]+:([^:]+):\s+[Uwv] (.*)", line)
        if match:
            yield match.group(1), match.group(2)


def check_archive(folder, archive):
    problems = []
    for member, symbol in undefined_symbols(archive):
        if symbol in ALLOWED:
            continue
        for what, names in IMPURE:
            if names.fullmatch(symbol):
                problems.append(Problem(
                    f"{folder}/{member.removesuffix('.o')}", 0, f"reaches for {what}: {symbol}",
                    "take it as an argument: rules are functions of what they are given"))
    return problems


def check(tree):
    problems = []
    for folder, name in ARCHIVES.items():
        archive = tree.root / "build" / "release" / folder / name
        if archive.exists():
            problems += check_archive(folder, archive)
        else:
            problems.append(Problem(str(archive.relative_to(tree.root)), 0, "not built yet",
                                    "run tools/build release writ_oauth"))
    return problems
