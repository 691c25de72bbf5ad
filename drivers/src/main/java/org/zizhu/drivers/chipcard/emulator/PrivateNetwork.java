package org.zizhu.drivers.chipcard.emulator;

import com.sun.jna.LastErrorException;
import com.sun.jna.Library;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A network of a thread's own (a network namespace of Linux, network_namespaces(7)): there is nothing in it but its loopback. What
 * listens in it on all addresses is reached from within alone, whoever else is on the machine or on its network.
 *
 * @param thread the kernel's number of the thread that moved in; it is there as long as this thread lives
 */
record PrivateNetwork(int thread) {

    /** The calls and numbers of Linux that it takes; structures are those of x86-64 and aarch64. */
    private interface Kernel extends Library {
        Kernel CALL = Native.load("c", Kernel.class);

        int CLONE_NEWNET = 0x4000_0000;
        int AF_INET = 2;
        int SOCK_DGRAM = 2;
        long SIOCSIFFLAGS = 0x8914;
        short IFF_UP = 1;

        /** struct ifreq: a name of 16 bytes, then here a short of flags. */
        int IFREQ_BYTES = 40;

        int IFREQ_FLAGS = 16;

        int gettid();

        int unshare(int flags) throws LastErrorException;

        int socket(int domain, int type, int protocol) throws LastErrorException;

        int ioctl(int fd, long request, Pointer argument) throws LastErrorException;

        int close(int fd);
    }

    /**
     * Makes one and moves the calling thread into it, for the rest of its life; the sockets that it has opened before stay where
     * they are.
     *
     * @throws IOException without root's rights
     */
    static PrivateNetwork moveIn() throws IOException {
        try {
            Kernel.CALL.unshare(Kernel.CLONE_NEWNET);
            int socket = Kernel.CALL.socket(Kernel.AF_INET, Kernel.SOCK_DGRAM, 0);
            try (Memory loopback = new Memory(Kernel.IFREQ_BYTES)) {
                loopback.clear();
                loopback.setString(0, "lo");
                loopback.setShort(Kernel.IFREQ_FLAGS, Kernel.IFF_UP);
                Kernel.CALL.ioctl(socket, Kernel.SIOCSIFFLAGS, loopback);
            } finally {
                Kernel.CALL.close(socket);
            }
            return new PrivateNetwork(Kernel.CALL.gettid());
        } catch (LastErrorException e) {
            throw new IOException("can't make a private network: error " + e.getErrorCode(), e);
        }
    }

    /** The command that runs a program in this network. */
    List<String> running(List<String> program) {
        List<String> command = new ArrayList<>();
        command.add("nsenter");
        command.add("--net=/proc/%d/task/%d/ns/net"
                .formatted(ProcessHandle.current().pid(), thread));
        command.addAll(program);
        return command;
    }
}
