/* What the C programs of the bench share: time, processor time, sockets and the opening of a websocket. */
#ifndef PUMP_H
#define PUMP_H
#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define SOCKETS_MAX 8192

static inline void die(const char *what) {
    perror(what);
    exit(1);
}

static inline long long now(void) {
    struct timespec at;
    clock_gettime(CLOCK_MONOTONIC, &at);
    return (long long)at.tv_sec * 1000000000LL + at.tv_nsec;
}

static inline double processor(void) {
    struct rusage used;
    getrusage(RUSAGE_SELF, &used);
    return (double)(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
           (double)(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6;
}

static inline void many_files(void) {
    struct rlimit files;
    getrlimit(RLIMIT_NOFILE, &files);
    files.rlim_cur = files.rlim_max;
    setrlimit(RLIMIT_NOFILE, &files);
}

static inline void wait_for(int fd, short what) {
    struct pollfd one = { .fd = fd, .events = what };
    poll(&one, 1, -1);
}

static inline struct sockaddr_in loopback(int port) {
    return (struct sockaddr_in){
        .sin_family = AF_INET, .sin_port = htons((uint16_t)port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)
    };
}

static inline int listen_on(int port) {
    struct sockaddr_in at = loopback(port);
    int fd = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0), on = 1;
    setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    if (bind(fd, (struct sockaddr *)&at, sizeof at) < 0 || listen(fd, 4096) < 0) die("listen");
    return fd;
}

static inline int connect_to(int port) {
    struct sockaddr_in at = loopback(port);
    int fd = socket(AF_INET, SOCK_STREAM, 0), on = 1;
    if (connect(fd, (struct sockaddr *)&at, sizeof at) < 0) die("connect");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    return fd;
}

/* Upgrade; what follows the answer's head stays in the socket. `headers`: whole lines. */
static inline int open_websocket(int port, const char *path, const char *headers) {
    int fd = connect_to(port);
    char text[4096];
    int size = snprintf(text, sizeof text,
                        "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n%s\r\n",
                        path, port, headers);
    if (size >= (int)sizeof text || send(fd, text, (size_t)size, MSG_NOSIGNAL) != size) die("upgrade");
    size_t have = 0;
    while (have < 4 || memcmp(text + have - 4, "\r\n\r\n", 4)) {
        if (have == sizeof text || recv(fd, text + have, 1, 0) != 1) die("upgrade");
        have++;
    }
    if (memcmp(text, "HTTP/1.1 101", 12)) {
        fprintf(stderr, "not upgraded: %.200s\n", text);
        exit(1);
    }
    return fd;
}

/* A short text frame with a mask of zeros. */
static inline void send_text(int fd, const char *text) {
    unsigned char frame[1200];
    size_t size = strlen(text), head = size < 126 ? 6 : 8;
    if (size + 8 > sizeof frame) die("long text");
    memset(frame, 0, 8);
    frame[0] = 0x81;
    frame[1] = (unsigned char)(0x80 | (size < 126 ? size : 126));
    if (size >= 126) {
        frame[2] = (unsigned char)(size >> 8);
        frame[3] = (unsigned char)size;
    }
    memcpy(frame + head, text, size);
    if (send(fd, frame, head + size, MSG_NOSIGNAL) != (ssize_t)(head + size)) die("send");
}
#endif
