"""An input and relay board by pymodbus, an implementation that knows nothing of ours: slave.py PORT UNIT.

Inputs 0, 1 and 3 are closed. Each line read from standard input, "CHANNEL 0|1", opens or closes an input; each line written to
standard output is the state of the outputs, first to last, whenever it has changed.
"""
import asyncio
import sys
import threading

from pymodbus.datastore import ModbusSequentialDataBlock, ModbusServerContext, ModbusSlaveContext
from pymodbus.framer.rtu_framer import ModbusRtuFramer
from pymodbus.server import StartAsyncSerialServer

CHANNELS = 8


class Outputs(ModbusSequentialDataBlock):
    def setValues(self, address, values):
        super().setValues(address, values)
        print("".join(str(int(on)) for on in self.getValues(0, CHANNELS)), flush=True)


inputs = ModbusSequentialDataBlock(0, [True, True, False, True, False, False, False, False])
outputs = Outputs(0, [False] * CHANNELS)


def follow_orders():
    for line in sys.stdin:
        channel, closed = line.split()
        inputs.setValues(int(channel), [closed == "1"])


async def serve(port, unit):
    board = ModbusSlaveContext(di=inputs, co=outputs, zero_mode=True)
    print("ready", flush=True)
    await StartAsyncSerialServer(
        context=ModbusServerContext(slaves={unit: board}, single=False),
        framer=ModbusRtuFramer,
        port=port,
        baudrate=9600,
    )


threading.Thread(target=follow_orders, daemon=True).start()
asyncio.run(serve(sys.argv[1], int(sys.argv[2])))
