while true do work.answer(work.accept()) end
