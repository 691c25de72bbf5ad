package org.zizhu.fleet.link;

import org.zizhu.fleet.contract.Close;

/** The way to one unit, whatever it travels by. Never blocks; what is sent after the end is lost, and nobody is told. */
interface Wire {

    void send(String frame);

    void close(Close why);
}
