"""Prints what the outside judges found: .ci/findings.py RESULTS.json, the file their judge.py writes."""

import json
import sys
from pathlib import Path

LONGEST_FINDING = 300


def main(path):
    for verdict in json.loads(Path(path).read_text(encoding="utf-8"))["judges"]:
        if verdict["status"] in ("FAIL", "ERROR"):
            print(f"{verdict['name']}: {verdict['figure']}")
            for finding in (verdict.get("details") or {}).get("problems", []):
                print("   ", json.dumps(finding, ensure_ascii=False)[:LONGEST_FINDING])


if __name__ == "__main__":
    main(sys.argv[1])
