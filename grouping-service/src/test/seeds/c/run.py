"""Runs each crash under gdb and prints its stack as one line of JSON: frames crash frame first."""
import json
import subprocess
import sys

BUGS = """order-null-line order-null-callback catalog-division catalog-double-free catalog-assert catalog-overflow
catalog-null-name catalog-constant job-thread payment-abort order-sort catalog-bus payment-illegal order-list""".split()

# Runs inside gdb, which has the frames as objects.
INSIDE = """
import gdb, json
frames, frame = [], gdb.newest_frame()
while frame is not None and len(frames) < 60:
    place = frame.find_sal()
    table = place.symtab
    frames.append({"function": frame.name() or "??", "file": table.filename if table else "",
                   "line": place.line or 0, "in_app": bool(table) and table.filename.endswith("shop.c")})
    frame = frame.older()
print("FRAMES" + json.dumps(frames))
"""


def crash(program, bug):
    command = ["gdb", "-q", "-batch", "-ex", "run", "-ex", "python exec(" + repr(INSIDE) + ")",
               "--args", program, bug]
    output = subprocess.run(command, capture_output=True, text=True, timeout=60).stdout
    signal = next(line for line in output.splitlines() if "received signal" in line)
    name, text = signal.split("signal ", 1)[1].rstrip(".").split(", ", 1)
    frames = json.loads(next(line for line in output.splitlines() if line.startswith("FRAMES"))[6:])
    return {"type": name, "value": text, "frames": frames}


for bug in BUGS:
    print(json.dumps({"bug": "c/" + bug, "language": "c", "chain": [crash(sys.argv[1], bug)]}))
