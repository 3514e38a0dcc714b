/* echo_server.c: a forking TCP echo server, small enough to read at one sitting; a sample's other end.
 *
 * usage: echo_server [-r RCVBUF] [-s SECONDS] ADDRESS PORT
 *   -r  receive buffer in bytes, to make the window small
 *   -s  sleep before the first read of a connection, to make the window close
 */
#include <errno.h>
#include <netdb.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

enum { BACKLOG = 16 };

static int listen_on(const char *address, const char *port, int rcvbuf)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_PASSIVE | AI_NUMERICHOST }, *found;
	int error = getaddrinfo(address, port, &hints, &found);
	if (error) {
		fprintf(stderr, "echo_server: %s port %s: %s\n", address, port, gai_strerror(error));
		return -1;
	}
	int one = 1, fd = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
	/* The buffer has to be set before listen(): the window scale is settled in the handshake. */
	if (fd < 0 || setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof(one)) < 0 ||
	    (rcvbuf && setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &rcvbuf, sizeof(rcvbuf)) < 0) ||
	    bind(fd, found->ai_addr, found->ai_addrlen) < 0 || listen(fd, BACKLOG) < 0) {
		perror("echo_server");
		if (fd >= 0)
			close(fd);
		fd = -1;
	}
	freeaddrinfo(found);
	return fd;
}

static int write_all(int fd, const char *data, size_t len)
{
	while (len) {
		ssize_t n = write(fd, data, len);
		if (n < 0 && errno == EINTR)
			continue;
		if (n < 0)
			return -1;
		data += n;
		len -= (size_t)n;
	}
	return 0;
}

static int echo(int fd)
{
	char buffer[4096];

	for (;;) {
		ssize_t n = read(fd, buffer, sizeof(buffer));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return n < 0 ? EXIT_FAILURE : EXIT_SUCCESS;
		if (write_all(fd, buffer, (size_t)n) < 0)
			return EXIT_FAILURE;
	}
}

int main(int argc, char **argv)
{
	int option, rcvbuf = 0;
	unsigned pause = 0;

	while ((option = getopt(argc, argv, "r:s:")) != -1) {
		if (option == 'r')
			rcvbuf = atoi(optarg);
		else if (option == 's')
			pause = (unsigned)atoi(optarg);
		else
			return 2;
	}
	if (argc - optind != 2) {
		fprintf(stderr, "usage: echo_server [-r RCVBUF] [-s SECONDS] ADDRESS PORT\n");
		return 2;
	}
	int listener = listen_on(argv[optind], argv[optind + 1], rcvbuf);
	if (listener < 0)
		return EXIT_FAILURE;
	signal(SIGCHLD, SIG_IGN); /* the kernel buries the children */
	signal(SIGPIPE, SIG_IGN);
	for (;;) {
		int fd = accept(listener, NULL, NULL);
		if (fd < 0 && (errno == EINTR || errno == ECONNABORTED))
			continue;
		if (fd < 0) {
			perror("echo_server: accept");
			return EXIT_FAILURE;
		}
		pid_t child = fork();
		if (child == 0) {
			close(listener);
			sleep(pause);
			_exit(echo(fd));
		}
		if (child < 0)
			perror("echo_server: fork");
		close(fd);
	}
}
