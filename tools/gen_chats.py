#!/usr/bin/env python3
"""Makes a folder of direct WhatsApp-like chats for load tests: CHATS files of MESSAGES messages.

    tools/gen_chats.py 1000 1000 FOLDER

The same numbers always give the same bytes. Nothing in it comes from a real chat.
"""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import gen_export


def main(chats, messages, folder):
    os.makedirs(folder, exist_ok=True)
    for number in range(chats):
        options = gen_export.parse_args(
            ['-n', str(messages), '--authors', '1', '--seed', str(1000 + number), '--per-day', '12'])
        stats = dict(messages=0, system=0, deleted=0, edited=0, media=0, first=None, last=None, bytes=0)
        name = 'Discussion WhatsApp avec Client %04d.txt' % number
        with open(os.path.join(folder, name), 'w', encoding='utf-8') as file:
            file.writelines(gen_export.entries(options, stats))


if __name__ == '__main__':
    main(int(sys.argv[1]), int(sys.argv[2]), sys.argv[3])
