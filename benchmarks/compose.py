"""The yardstick of reading: every record through PyYAML's C composer, and nothing done with it.

python compose.py CONTENT
"""

import sys
from pathlib import Path

import yaml

if __name__ == "__main__":
    for path in Path(sys.argv[1]).rglob("*.yml"):
        yaml.compose(path.read_bytes().decode(), Loader=yaml.CSafeLoader)
