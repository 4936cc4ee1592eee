"""Opens HOST and PORT for a moment and closes them again; a refusal is a sentence with a remedy and exit code 1.

Run by script/server with whatever Python the machine has, before there is an environment: standard library only.
"""

import errno
import socket
import sys


def main(host, port):
    try:
        open_for_a_moment(host, port)
    except socket.gaierror:
        sys.exit(f"HOST is “{host}”, which is no address of this machine; 127.0.0.1 and 0.0.0.0 are the usual ones.")
    except OSError as error:
        sys.exit(refusal(error, host, port))


def open_for_a_moment(host, port):
    family, kind, protocol, _name, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
    with socket.socket(family, kind, protocol) as door:
        # Without it a port is refused for a minute after a server has gone.
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind(address)
        door.listen()


def refusal(error, host, port):
    if error.errno == errno.EADDRINUSE:
        return (
            f"Port {port} is taken by another program (or by this site, already running).\n"
            f"Choose a free one, for example: PORT={port % 65535 + 1} script/server"
        )
    if error.errno == errno.EACCES:
        return f"Port {port} is for the system's administrator. Choose one above 1023: PORT=8000 script/server"
    return f"Port {port} of {host} cannot be opened ({error.strerror}). Try HOST=127.0.0.1 PORT=8000 script/server"


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
