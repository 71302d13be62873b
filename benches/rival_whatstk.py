#!/usr/bin/env python3
"""Times whatstk, the reader most Python users install, on an export.

    python3 -m venv rival && rival/bin/pip install whatstk
    rival/bin/python benches/rival_whatstk.py FILE
"""
import resource
import sys
import time

from whatstk import WhatsAppChat

start = time.process_time()
chat = WhatsAppChat.from_source(sys.argv[1])
seconds = time.process_time() - start
memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
print(f'{len(chat.df)} messages, {seconds:.2f} s of CPU, {memory} MiB')
