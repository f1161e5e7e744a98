"""Runs the load generator, and makes figures of what it says."""

import json
import statistics
import subprocess

from .place import BIN, LOAD_CORE, fail


def load(server, requests, *, tls=False, any_caller=False, core=LOAD_CORE, **options):
    """What bench_load says: an answer that is not as expected ends the run, unless `status` is 0."""
    command = ["taskset", "-c", core, str(BIN / "bench_load"), "--port",
               str(server.tls_port if tls else server.port), "--requests", str(requests)]
    for pid in server.pids:
        command += ["--pid", str(pid)]
    for name, value in options.items():
        command += [f"--{name.replace('_', '-')}", str(value)]
    command += ["--tls"] * tls + ["--any-caller"] * any_caller
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        fail(done.stderr.strip())
    result = json.loads(done.stdout)
    if result["wrong"] and options.get("status", 200) != 0:
        fail(f"{result['wrong']} unexpected answers\n{done.stderr}")
    return result


def median(samples, key):
    return statistics.median(sample[key] for sample in samples)


def spread(values):
    """Median, least and most."""
    values = sorted(values)
    return {"median": statistics.median(values), "min": values[0], "max": values[-1],
            "rounds": len(values)}


def ratios(samples, yardstick, key="cpu_us"):
    """Of each round to the yardstick's of the same round."""
    return spread(one[key] / other[key] for one, other in zip(samples, yardstick))


def summarize(name, samples, yardstick, bar=None):
    return {"name": name, "cpu_us": median(samples, "cpu_us"), "ratio": ratios(samples, yardstick),
            "bar": bar, "per_second": median(samples, "per_second"),
            "p50_us": median(samples, "p50_us"), "p99_us": median(samples, "p99_us"),
            "p999_us": median(samples, "p999_us"), "nginx_us": median(yardstick, "cpu_us"),
            "nginx_per_second": median(yardstick, "per_second"), "samples": samples,
            "yardstick": yardstick}
