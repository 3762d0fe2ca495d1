# SPDX-License-Identifier: MIT
"""The Community ID specification's own captures and their IDs (seed 0).

All ICMP between two addresses is one flow here, told by its first message, so of the IDs that the
messages of one pair have, one is asked."""
import collections
import json

from tool import Result, records

ABOUT = "Community IDs of the specification's captures"


def conversation(row):
    icmp = row["proto"] in (1, 58)
    ends = [(row["saddr"], 0 if icmp else row["sport"]), (row["daddr"], 0 if icmp else row["dport"])]
    return (row["proto"], *sorted(ends, key=str))


def cases(corpus):
    for item in corpus.manifest():
        baselines = [path for path in item["other"] if path.endswith("baseline_deflt.json")]
        if item["kind"] != "flows/community-id" or not baselines:
            continue
        seen = {record.get("community_id") for path in item["captures"]
                for record in records(corpus, path)}
        wanted = collections.defaultdict(set)
        for row in json.loads((corpus.captures / baselines[0]).read_text(encoding="utf-8")):
            wanted[conversation(row)].add(row["communityid"])
        for who, ids in wanted.items():
            yield Result(str(who), bool(ids & seen), f"none of {sorted(ids)} was said")
