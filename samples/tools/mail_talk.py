#!/usr/bin/env python3
"""mail_talk.py: a session of Python's own client: POP with a password in the clear; IMAP with lists, searches, literals
both ways, flags, and what is refused.

usage: mail_talk.py pop|imap ADDRESS USER SECRET
"""
import imaplib
import poplib
import sys

MAIL = b"From: leek@peel.example\r\nTo: onion@peel.example\r\nSubject: third\r\n\r\nAppended.\r\n"


def pop(address, user, secret):
    c = poplib.POP3(address)
    c.user(user)
    c.pass_(secret)
    c.stat()
    c.top(2, 1)
    c.noop()
    try:
        c.retr(9)
    except poplib.error_proto as error:
        print(error)
    c.dele(2)
    c.rset()
    c.quit()


def imap(address, user, secret):
    c = imaplib.IMAP4(address)
    c.login(user, secret)
    c.list()
    c.status("INBOX", "(MESSAGES UIDNEXT UNSEEN)")
    c.select("INBOX")
    c.search(None, "UNSEEN", "SUBJECT", "second")
    c.fetch("1:2", "(FLAGS ENVELOPE BODY[HEADER.FIELDS (SUBJECT)])")
    c.append("INBOX", "(\\Flagged)", None, MAIL)
    c.fetch("3", "(RFC822)")
    c.store("1", "+FLAGS", "(\\Deleted)")
    c.expunge()
    try:
        c.fetch("1", "NONSENSE")
    except imaplib.IMAP4.error as error:
        print(error)
    c.select("Nowhere")
    c.logout()


if len(sys.argv) != 5 or sys.argv[1] not in ("pop", "imap"):
    sys.exit(__doc__)
{"pop": pop, "imap": imap}[sys.argv[1]](*sys.argv[2:])
