/* echo_client.c: sends standard input over TCP and prints what comes back; a sample's near end.
 *
 * usage: echo_client [-k SECONDS] ADDRESS PORT
 *   -k  keep the connection open that long after the input's end, with a keep-alive probe each second
 */
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static int connect_to(const char *address, const char *port)
{
	struct addrinfo hints = { .ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICHOST }, *found;
	int error = getaddrinfo(address, port, &hints, &found);
	if (error) {
		fprintf(stderr, "echo_client: %s port %s: %s\n", address, port, gai_strerror(error));
		return -1;
	}
	int fd = socket(found->ai_family, found->ai_socktype, found->ai_protocol);
	if (fd < 0 || connect(fd, found->ai_addr, found->ai_addrlen) < 0) {
		perror("echo_client");
		if (fd >= 0)
			close(fd);
		fd = -1;
	}
	freeaddrinfo(found);
	return fd;
}

static int keep_alive(int fd)
{
	int one = 1; /* on; idle seconds before the first probe; seconds between probes */

	return setsockopt(fd, SOL_SOCKET, SO_KEEPALIVE, &one, sizeof(one)) < 0 ||
	       setsockopt(fd, IPPROTO_TCP, TCP_KEEPIDLE, &one, sizeof(one)) < 0 ||
	       setsockopt(fd, IPPROTO_TCP, TCP_KEEPINTVL, &one, sizeof(one)) < 0 ? -1 : 0;
}

/* Moves one buffer from a readable to a writable descriptor: bytes moved, 0 at the end, -1 on an error. */
static ssize_t move(int from, int to)
{
	char buffer[4096];
	ssize_t n = read(from, buffer, sizeof(buffer));

	for (ssize_t done = 0, m; done < n; done += m)
		if ((m = write(to, buffer + done, (size_t)(n - done))) < 0)
			return -1;
	return n;
}

/* Both directions at once: a client that only wrote would meet a server whose buffers are full, and wait forever. */
static int talk(int fd, unsigned linger)
{
	struct pollfd ways[] = { { .fd = fd, .events = POLLIN }, { .fd = STDIN_FILENO, .events = POLLIN } };

	for (;;) {
		if (poll(ways, 2, -1) < 0)
			return -1;
		if (ways[0].revents) {
			ssize_t n = move(fd, STDOUT_FILENO);
			if (n <= 0)
				return (int)n;
		}
		if (ways[1].revents) {
			ssize_t n = move(STDIN_FILENO, fd);
			if (n < 0)
				return -1;
			if (n > 0)
				continue;
			ways[1].fd = -1; /* poll() passes over it from here on */
			sleep(linger);
			shutdown(fd, SHUT_WR);
		}
	}
}

int main(int argc, char **argv)
{
	int option;
	unsigned linger = 0;

	while ((option = getopt(argc, argv, "k:")) != -1) {
		if (option != 'k')
			return 2;
		linger = (unsigned)atoi(optarg);
	}
	if (argc - optind != 2) {
		fprintf(stderr, "usage: echo_client [-k SECONDS] ADDRESS PORT\n");
		return 2;
	}
	signal(SIGPIPE, SIG_IGN);
	int fd = connect_to(argv[optind], argv[optind + 1]);
	if (fd < 0)
		return EXIT_FAILURE;
	if ((linger && keep_alive(fd) < 0) || talk(fd, linger) < 0) {
		perror("echo_client");
		return EXIT_FAILURE;
	}
	close(fd);
	return EXIT_SUCCESS;
}
