@echo off
chcp 65001 >nul
setlocal DisableDelayedExpansion
set "TEXTES=%~dp0outils\textes"
set "PROGRAMME=%LOCALAPPDATA%\dossier_builder\programme\Scripts\python.exe"
if not exist "%PROGRAMME%" goto absent
if "%~1"=="" goto rien
:suivant
if "%~1"=="" goto fin
"%PROGRAMME%" -X utf8 -m dossier_builder verifier "%~f1" --format "ouvrir:%~dpn1 - rapport.html"
set "CODE=%ERRORLEVEL%"
shift
goto suivant
:fin
pause
exit /b %CODE%
:absent
type "%TEXTES%\installer-d-abord.txt"
pause
exit /b 5
:rien
type "%TEXTES%\deposer.txt"
pause
exit /b 2
