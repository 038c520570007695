/* The reference for bench:tcp: an echo server of threads that accept, read and write. Argument: threads. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

static int listener;

static void echo(int fd) {
  char buffer[65536];
  ssize_t count;
  int one = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  while ((count = read(fd, buffer, sizeof buffer)) > 0) {
    ssize_t done = 0;
    while (done < count) {
      ssize_t written = write(fd, buffer + done, count - done);
      if (written <= 0) return;
      done += written;
    }
  }
}

static void *serve(void *unused) {
  for (;;) {
    int fd = accept4(listener, NULL, NULL, SOCK_CLOEXEC);
    if (fd < 0) continue;
    echo(fd);
    close(fd);
  }
  return unused;
}

int main(int count, char **words) {
  int threads = count > 1 ? atoi(words[1]) : 1, one = 1;
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  listener = socket(AF_INET, SOCK_STREAM, 0);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  if (bind(listener, (void *)&address, sizeof address) != 0 || listen(listener, 4096) != 0) return 1;
  getsockname(listener, (void *)&address, &size);
  printf("%d\n", ntohs(address.sin_port));
  fflush(stdout);
  for (int i = 1; i < threads; i++) {
    pthread_t thread;
    pthread_create(&thread, NULL, serve, NULL);
  }
  serve(NULL);
}
