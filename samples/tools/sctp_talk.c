/* sctp_talk.c: one association of user-space SCTP (usrsctp): two streams, a few messages, a shutdown.
 *
 * usage: sctp_talk LOCAL            waits for one association and echoes its messages
 *        sctp_talk LOCAL REMOTE     opens it, says something on each stream and ends it
 */
#include <arpa/inet.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <usrsctp.h>

enum { PORT = 7, STREAMS = 2, PPID = 9 };

static struct sockaddr_in ipv4(const char *text)
{
	struct sockaddr_in address = { .sin_family = AF_INET, .sin_port = htons(PORT) };

	inet_pton(AF_INET, text, &address.sin_addr);
	return address;
}

static int say(struct socket *so, uint16_t stream, const char *text, size_t len)
{
	struct sctp_sndinfo info = { .snd_sid = stream, .snd_ppid = htonl(PPID) };

	return usrsctp_sendv(so, text, len, NULL, 0, &info, sizeof(info), SCTP_SENDV_SNDINFO, 0) < 0 ? -1 : 0;
}

static ssize_t hear(struct socket *so, char *buffer, size_t size, uint16_t *stream)
{
	struct sctp_rcvinfo info = { 0 };
	struct sockaddr_in from;
	socklen_t from_len = sizeof(from), info_len = sizeof(info);
	unsigned kind = 0;
	int flags = 0;
	ssize_t n = usrsctp_recvv(so, buffer, size, (struct sockaddr *)&from, &from_len, &info, &info_len, &kind, &flags);

	*stream = info.rcv_sid;
	return n;
}

static int serve(struct socket *listener)
{
	char buffer[4096];
	uint16_t stream;
	ssize_t n;
	struct socket *so;

	if (usrsctp_listen(listener, 1) < 0 || (so = usrsctp_accept(listener, NULL, NULL)) == NULL)
		return -1;
	while ((n = hear(so, buffer, sizeof(buffer), &stream)) > 0)
		if (say(so, stream, buffer, (size_t)n) < 0)
			return -1;
	usrsctp_close(so);
	return 0;
}

static int talk(struct socket *so, const char *remote)
{
	static char large[3000]; /* more than a packet holds: fragments */
	struct sockaddr_in to = ipv4(remote);
	char buffer[4096];
	uint16_t stream;

	memset(large, 'x', sizeof(large));
	if (usrsctp_connect(so, (struct sockaddr *)&to, sizeof(to)) < 0 || say(so, 0, "one", 3) < 0 ||
	    hear(so, buffer, sizeof(buffer), &stream) < 0 || say(so, 1, "packet after the other", 22) < 0 ||
	    hear(so, buffer, sizeof(buffer), &stream) < 0 || say(so, 1, large, sizeof(large)) < 0 ||
	    hear(so, buffer, sizeof(buffer), &stream) < 0)
		return -1;
	usrsctp_shutdown(so, SHUT_WR);
	return hear(so, buffer, sizeof(buffer), &stream) < 0 ? -1 : 0;
}

int main(int argc, char **argv)
{
	struct sctp_initmsg init = { .sinit_num_ostreams = STREAMS, .sinit_max_instreams = STREAMS };
	int one = 1;

	if (argc != 2 && argc != 3) {
		fprintf(stderr, "usage: sctp_talk LOCAL [REMOTE]\n");
		return 2;
	}
	usrsctp_init(0, NULL, NULL);
	usrsctp_sysctl_set_sctp_ecn_enable(0);
	struct sockaddr_in local = ipv4(argv[1]);
	struct socket *so = usrsctp_socket(AF_INET, SOCK_STREAM, IPPROTO_SCTP, NULL, NULL, 0, NULL);
	if (!so || usrsctp_setsockopt(so, IPPROTO_SCTP, SCTP_INITMSG, &init, sizeof(init)) < 0 ||
	    usrsctp_setsockopt(so, IPPROTO_SCTP, SCTP_RECVRCVINFO, &one, sizeof(one)) < 0 ||
	    usrsctp_bind(so, (struct sockaddr *)&local, sizeof(local)) < 0 ||
	    (argc == 2 ? serve(so) : talk(so, argv[2])) < 0) {
		perror("sctp_talk");
		return EXIT_FAILURE;
	}
	usrsctp_close(so);
	for (int i = 0; i < 20 && usrsctp_finish() != 0; i++) /* not before the shutdown's last chunk is out */
		usleep(100000);
	return EXIT_SUCCESS;
}
