"""Results as tables for people, in Markdown."""


def head(title, *columns):
    print(f"\n## {title}\n")
    print("| " + " | ".join(columns) + " |")
    print("|" + "---|" * len(columns), flush=True)


def times(ratio):
    return f"**{ratio['median']:.2f}** ({ratio['min']:.2f}-{ratio['max']:.2f})"


def milliseconds(*microseconds):
    return " / ".join(f"{one / 1e3:.2f}" for one in microseconds)


def cells(*texts):
    print("| " + " | ".join(str(text) for text in texts) + " |", flush=True)


def against(bar, ratio):
    if bar is None:
        return "–"
    return f"{bar:.2f}" + (": missed" if ratio["median"] > bar else "")


def print_group(group):
    head(group["title"], "operation", "CPU µs", "× nginx (min-max)", "bar", "requests/s",
         "p50 / p99 / p99.9 ms")
    for row in group["rows"]:
        cells(row["name"], f"{row['cpu_us']:.2f}", times(row["ratio"]),
              against(row["bar"], row["ratio"]), f"{row['per_second']:,.0f}",
              milliseconds(row["p50_us"], row["p99_us"], row["p999_us"]))
    first = group["rows"][0]
    print(f"\nnginx: {first['nginx_us']:.2f} µs, {first['nginx_per_second']:,.0f} requests/s",
          flush=True)


def print_raw_log(rows):
    head("Beside a raw log (append, fdatasync, the same number outstanding)", "operation",
         "outstanding", "raw log/s", "Writ/s", "of raw (min-max)", "CPU µs", "p50 / p99 ms")
    for row in rows:
        cells(row["kind"], row["outstanding"], f"{row['raw_per_second']:,.0f}",
              f"{row['per_second']:,.0f}", times(row["of_raw"]), f"{row['cpu_us']:.1f}",
              milliseconds(row["p50_us"], row["p99_us"]))


def print_checkpoints(rows):
    head("Answers under way during a checkpoint, and the others (64 connections)", "operation",
         "checkpoints", "when", "answers", "p50 ms (min-max)", "p99 ms (min-max)",
         "p99.9 ms (min-max)")
    for row in rows:
        for when in ("outside", "during"):
            part = row[when]
            figures = [f"{part[key]['median'] / 1e3:.2f} ({part[key]['min'] / 1e3:.2f}-"
                       f"{part[key]['max'] / 1e3:.2f})" if part[key] else "–"
                       for key in ("p50_us", "p99_us", "p999_us")]
            cells(row["kind"], row["checkpoints"], when, f"{part['answers']:,}", *figures)


def print_size(rows):
    head("Size", "grants", "start s", "MiB", "bytes a grant more", "introspect µs", "× the first (min-max)",
         "revoke access µs", "× the first (min-max)")
    for row in rows:
        cells(f"{row['grants']:,}", f"{row['start_seconds']:.2f}", f"{row['resident'] / 2**20:.0f}",
              "–" if row["bytes_a_grant"] is None else f"{row['bytes_a_grant']:.0f}",
              f"{row['introspect_us']:.2f}", times(row["introspect_ratio"]),
              f"{row['revoke_us']:.1f}", times(row["revoke_ratio"]))


def print_wholesale(rows):
    head("Wholesale revocations: one request that reaches much, beside one that reaches little",
         "of", "reaches", "rounds", "CPU µs: much, little", "ratio (min-max), bar 1.10",
         "latency ms: much, little", "ratio (min-max)")
    for row in rows:
        cpu, latency = row["cpu_us"], row["latency_us"]
        cells(row["what"], f"{row['much']}; {row['little']}", cpu["ratio"]["rounds"],
              f"{cpu['much']['median']:.0f}, {cpu['little']['median']:.0f}", times(cpu["ratio"]),
              f"{latency['much']['median'] / 1e3:.2f}, {latency['little']['median'] / 1e3:.2f}",
              times(latency["ratio"]))


def print_peers(rows):
    head("Beside what else one might run: CPU µs per request, all processes, × nginx (min-max)",
         "server", "introspect", "refresh", "revoke access", "revoke refresh",
         "after kill -9: revoked tokens active again; live tokens lost",
         "still active after their refresh token was revoked")
    for row in rows:
        if "missing" in row:
            cells(row["name"], *["–"] * 6)
            continue
        costs = [f"{row['costs'][kind]['cpu_us']:,.0f}, {times(row['costs'][kind]['ratio'])}"
                 if kind in row["costs"] else "–"
                 for kind in ("introspect", "refresh", "revoke access", "revoke refresh")]
        killed, left = row["killed"], row["left"]
        cells(row["name"], *costs,
              f"{killed['active_again']} of {killed['revoked']}; {killed['lost']} of "
              f"{killed['live']}", f"{left['active']:,} of {left['active_before']:,}")
    print()
    for row in rows:
        if "missing" in row:
            print(f"- **{row['name']}**: – since {row['missing']}")
        else:
            print(f"- **{row['name']}** ({row['version']}): {row['settings']}. Its tokens: "
                  f"{row['kept']}.")
