/* The limit that fan-out is measured against, and receivers that cost little: epoll, no library.
 *
 *   write PORT             accepts sockets; a line "SOCKETS EVENTS JOINED" on standard input sends so many events of
 *                          EVENT_BYTES to each, JOINED of them a write; answers with the processor time it took
 *   drain PORT SOCKETS PATH connects (a websocket when PATH is not "-"); a line "BYTES" waits for so many bytes on all
 *                          sockets together; answers with the moment of the last one and the processor time it took
 *
 * Moments are nanoseconds of CLOCK_MONOTONIC, which Python calls perf_counter_ns.
 */
#define _GNU_SOURCE
#include "pump.h"

#define EVENT_BYTES 444
#define JOINED_MAX 64

static unsigned char block[EVENT_BYTES * JOINED_MAX];

/* What a socket of the writer has still to send of the current run. */
struct peer { int fd; long left; int asked; };

static int accept_all(int listener, int poll, struct peer *peers, int count, int wanted) {
    while (count < wanted) {
        int fd = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
        if (fd < 0) { if (errno == EAGAIN || errno == EINTR) { wait_for(listener, POLLIN); continue; } die("accept"); }
        int small = 65536, on = 1;
        setsockopt(fd, SOL_SOCKET, SO_SNDBUF, &small, sizeof small);
        setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        struct epoll_event none = { .events = 0, .data.u32 = (unsigned)count };
        peers[count] = (struct peer){ .fd = fd };
        if (epoll_ctl(poll, EPOLL_CTL_ADD, fd, &none) < 0) die("epoll_ctl");
        count++;
    }
    return count;
}

static void want(int poll, struct peer *peers, int index, int asked) {
    if (peers[index].asked == asked) return;
    struct epoll_event event = { .events = asked ? EPOLLOUT : 0, .data.u32 = (unsigned)index };
    if (epoll_ctl(poll, EPOLL_CTL_MOD, peers[index].fd, &event) < 0) die("epoll_ctl");
    peers[index].asked = asked;
}

/* Send what is owed to a socket, as far as it takes it. What is owed starts in the middle of a block after a short
 * write; for measuring only the number of bytes counts. */
static void push(int poll, struct peer *peers, int index, size_t step) {
    struct peer *one = &peers[index];
    while (one->left > 0) {
        size_t part = (size_t)one->left % step;
        ssize_t sent = send(one->fd, block, part ? part : step, MSG_NOSIGNAL);
        if (sent < 0 && errno == EAGAIN) { want(poll, peers, index, 1); return; }
        if (sent < 0) die("send");
        one->left -= sent;
    }
    want(poll, peers, index, 0);
}

static void write_run(int poll, struct peer *peers, int sockets, int events, int joined) {
    size_t step = (size_t)joined * EVENT_BYTES;
    struct epoll_event ready[256];
    for (int event = 0; event < events; event += joined) {
        for (int index = 0; index < sockets; index++) {
            int behind = peers[index].left > 0;
            peers[index].left += (long)step;
            if (!behind) push(poll, peers, index, step);
        }
        int found = epoll_wait(poll, ready, 256, 0);
        for (int place = 0; place < found; place++) push(poll, peers, (int)ready[place].data.u32, step);
    }
    for (int index = 0; index < sockets; index++)
        while (peers[index].left > 0) {
            wait_for(peers[index].fd, POLLOUT);
            push(poll, peers, index, step);
        }
}

static void write_side(int port) {
    static struct peer peers[SOCKETS_MAX];
    int listener = listen_on(port), poll = epoll_create1(0), count = 0, sockets, events, joined;
    memset(block, 'x', sizeof block);
    puts("ready");
    fflush(stdout);
    while (scanf("%d %d %d", &sockets, &events, &joined) == 3) {
        if (sockets > SOCKETS_MAX || joined > JOINED_MAX || joined < 1) die("too many");
        count = accept_all(listener, poll, peers, count, sockets);
        double before = processor();
        write_run(poll, peers, sockets, events, joined);
        printf("%.6f\n", processor() - before);
        fflush(stdout);
    }
}

static void drain_side(int port, int sockets, const char *path) {
    int poll = epoll_create1(0);
    static char buffer[1 << 18];
    struct epoll_event ready[256];
    for (int index = 0; index < sockets; index++) {
        int fd = strcmp(path, "-") ? open_websocket(port, path, "") : connect_to(port);
        struct epoll_event event = { .events = EPOLLIN, .data.fd = fd };
        if (epoll_ctl(poll, EPOLL_CTL_ADD, fd, &event) < 0) die("epoll_ctl");
    }
    puts("ready");
    fflush(stdout);
    long long wanted;
    while (scanf("%lld", &wanted) == 1) {
        double before = processor();
        while (wanted > 0) {
            int found = epoll_wait(poll, ready, 256, -1);
            for (int place = 0; place < found; place++) {
                ssize_t got = recv(ready[place].data.fd, buffer, sizeof buffer, MSG_DONTWAIT);
                if (got == 0 || (got < 0 && errno != EAGAIN)) die("recv");
                if (got > 0) wanted -= got;
            }
        }
        printf("%lld %.6f\n", now(), processor() - before);
        fflush(stdout);
    }
}

int main(int count, char **words) {
    many_files();
    if (count == 3 && !strcmp(words[1], "write")) write_side(atoi(words[2]));
    else if (count == 5 && !strcmp(words[1], "drain")) drain_side(atoi(words[2]), atoi(words[3]), words[4]);
    else return 2;
    return 0;
}
