package org.zizhu.drivers.serial.emulator;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Pointer;

/** The calls of POSIX that a pseudo terminal needs. Numbers are those of Linux on x86-64 and aarch64. */
interface LibC extends Library {
    LibC C = Native.load("c", LibC.class);

    int O_RDWR = 0x2;
    int O_NOCTTY = 0x100;
    int O_NONBLOCK = 0x800;
    int O_CLOEXEC = 0x80000;
    int TCSANOW = 0;
    short POLLIN = 0x1;
    short POLLOUT = 0x4;

    /** struct termios has 60 bytes; room to spare, since it is only passed on. */
    int TERMIOS_BYTES = 256;

    /** struct pollfd: int fd, short events, short revents. */
    int POLLFD_BYTES = 8;

    int posix_openpt(int flags) throws LastErrorException;

    int grantpt(int fd) throws LastErrorException;

    int unlockpt(int fd) throws LastErrorException;

    int ptsname_r(int fd, byte[] name, long length) throws LastErrorException;

    int open(String path, int flags) throws LastErrorException;

    int close(int fd);

    int tcgetattr(int fd, Pointer termios) throws LastErrorException;

    void cfmakeraw(Pointer termios);

    int tcsetattr(int fd, int actions, Pointer termios) throws LastErrorException;

    int poll(Pointer pollfds, long count, int milliseconds);

    long read(int fd, byte[] buffer, long length);

    long write(int fd, byte[] bytes, long length);
}
